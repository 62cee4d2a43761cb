/// The part of JSON Schema 2020-12 that our schemas use; a keyword outside that part is itself a violation, so nothing
/// in a schema goes unchecked.
struct SchemaValidator {
  private let root: JSONTree

  init(_ schema: JSONTree) { root = schema }

  /// Every violation, as `path: what`.
  func violations(of value: JSONTree) -> [String] { check(value, root, "$") }

  private static let annotations: Set = ["$schema", "$id", "$defs", "title", "description"]

  private func check(_ value: JSONTree, _ schema: JSONTree, _ path: String) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(path): the schema is not an object"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument -> [String] in
      if Self.annotations.contains(keyword) { return [] }
      switch (keyword, argument) {
      case ("const", _): return value == argument ? [] : ["\(path): is not \(argument)"]
      case ("enum", .array(let allowed)): return allowed.contains(value) ? [] : ["\(path): is not one of \(allowed)"]
      case ("type", _): return isOfType(value, argument) ? [] : ["\(path): is not of type \(argument)"]
      case ("$ref", .string(let name)): return follow(name).map { check(value, $0, path) } ?? ["\(path): no \(name)"]
      case ("anyOf", .array(let choices)):
        let attempts = choices.map { check(value, $0, path) }
        return attempts.contains { $0.isEmpty } ? [] : attempts.flatMap { $0 }
      case ("minimum", .number(let least)):
        if case .number(let number) = value, number < least { return ["\(path): is below \(least)"] }
        return []
      case ("pattern", .string(let pattern)):
        return matches(value, pattern) ? [] : ["\(path): does not match \(pattern)"]
      case ("items", _): return items(value, argument, path)
      case ("required", .array(let names)): return required(value, names, path)
      case ("properties", .object(let members)): return properties(value, members, path)
      case ("additionalProperties", _): return additional(value, keywords["properties"], argument, path)
      default: return ["\(path): the validator does not know \(keyword)"]
      }
    }
  }

  private func isOfType(_ value: JSONTree, _ type: JSONTree) -> Bool {
    if case .array(let types) = type { return types.contains { isOfType(value, $0) } }
    switch (type, value) {
    case (.string("null"), .null), (.string("boolean"), .bool), (.string("number"), .number),
      (.string("string"), .string),
      (.string("array"), .array), (.string("object"), .object):
      return true
    case (.string("integer"), .number(let number)): return number == number.rounded()
    default: return false
    }
  }

  private func follow(_ reference: String) -> JSONTree? {
    reference.split(separator: "/").dropFirst().reduce(root as JSONTree?) { $0?[String($1)] }
  }

  private func matches(_ value: JSONTree, _ pattern: String) -> Bool {
    guard case .string(let text) = value, let regex = try? Regex(pattern) else { return false }
    return text.firstMatch(of: regex) != nil
  }

  private func items(_ value: JSONTree, _ schema: JSONTree, _ path: String) -> [String] {
    guard case .array(let values) = value else { return [] }
    return values.enumerated().flatMap { check($1, schema, "\(path)[\($0)]") }
  }

  private func required(_ value: JSONTree, _ names: [JSONTree], _ path: String) -> [String] {
    guard case .object(let members) = value else { return [] }
    return names.compactMap { name in
      guard case .string(let name) = name, members[name] != nil else { return "\(path): lacks \(name)" }
      return nil
    }
  }

  private func properties(_ value: JSONTree, _ schemas: [String: JSONTree], _ path: String) -> [String] {
    schemas.sorted { $0.key < $1.key }.flatMap { name, schema in
      value[name].map { check($0, schema, "\(path).\(name)") } ?? []
    }
  }

  private func additional(_ value: JSONTree, _ known: JSONTree?, _ schema: JSONTree, _ path: String) -> [String] {
    guard case .object(let members) = value else { return [] }
    return members.sorted { $0.key < $1.key }.filter { known?[$0.key] == nil }.flatMap { name, member in
      schema == .bool(false) ? ["\(path): has an unknown member \(name)"] : check(member, schema, "\(path).\(name)")
    }
  }
}
