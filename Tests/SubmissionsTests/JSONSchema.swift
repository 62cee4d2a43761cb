import PositionedYAML

/// A small judge for JSON Schema, over YAML nodes typed by YAML's core schema, as editors type them.
///
/// It knows the keywords that the project's schemas use, and says so where it meets another one.
struct JSONSchema {
  private let root: YAMLNode

  /// Keywords that say something to people and judge nothing.
  private static let annotations: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

  /// Reads a schema: JSON is YAML.
  init?(_ bytes: [UInt8]) {
    let reading = YAMLReader.read(bytes, name: "schema")
    guard reading.findings.isEmpty, let root = reading.root else { return nil }
    self.root = root
  }

  /// The subschema at a path of keys; nil where there is none.
  subscript(_ path: String...) -> YAMLNode? {
    path.reduce(root) { node, key in node.flatMap { $0[key] } }
  }

  /// What is wrong with a value; empty where nothing is.
  func problems(_ value: YAMLNode) -> [String] { problems(value, root, "$") }

  private func problems(_ value: YAMLNode, _ schema: YAMLNode, _ path: String) -> [String] {
    guard case .mapping(let keywords) = schema.content else { return ["\(path): the schema is no mapping"] }
    return keywords.flatMap { judge(value, keyword: $0.key, $0.value, of: schema, path) }
  }

  private func judge(
    _ value: YAMLNode, keyword: String, _ argument: YAMLNode, of schema: YAMLNode, _ path: String
  ) -> [String] {
    func fails(_ holds: Bool) -> [String] { holds ? [] : ["\(path): \(keyword)"] }
    switch keyword {
    case _ where Self.annotations.contains(keyword): return []
    case "$ref": return reference(argument).map { problems(value, $0, path) } ?? ["\(path): unknown reference"]
    case "type": return fails(argument.strings.contains { value.isOfType($0) })
    case "const": return fails(value.json == argument.json)
    case "enum": return fails(argument.items.contains { $0.json == value.json })
    case "pattern": return fails(value.string.map { matches($0, argument.string ?? "") } ?? true)
    case "minLength": return fails(value.string.map { $0.unicodeScalars.count >= argument.int } ?? true)
    case "minimum": return fails(value.number.map { $0 >= argument.number ?? 0 } ?? true)
    case "maximum": return fails(value.number.map { $0 <= argument.number ?? 0 } ?? true)
    case "minItems": return fails(!value.isOfType("array") || value.items.count >= argument.int)
    case "maxItems": return fails(!value.isOfType("array") || value.items.count <= argument.int)
    case "items": return value.items.enumerated().flatMap { problems($1, argument, "\(path)[\($0)]") }
    case "not": return fails(!problems(value, argument, path).isEmpty)
    case "allOf": return argument.items.flatMap { problems(value, $0, path) }
    case "anyOf": return fails(argument.items.contains { problems(value, $0, path).isEmpty })
    case "required":
      return argument.strings.filter { value.isOfType("object") && value[$0] == nil }.map { "\(path): no \($0)" }
    case "properties":
      return value.entries.flatMap { entry in
        argument[entry.key].map { problems(entry.value, $0, "\(path).\(entry.key)") } ?? []
      }
    case "additionalProperties":
      let others = value.entries.filter { schema["properties"]?[$0.key] == nil }
      return argument.json == "false"
        ? others.map { "\(path): unknown \($0.key)" }
        : others.flatMap { problems($0.value, argument, "\(path).\($0.key)") }
    case "propertyNames":
      return value.entries.filter { !matches($0.key, argument["pattern"]?.string ?? "") }.map {
        "\(path): name \($0.key)"
      }
    default: return ["\(path): this judge does not know the keyword \(keyword)"]
    }
  }

  private func reference(_ argument: YAMLNode) -> YAMLNode? {
    guard let text = argument.string, text.hasPrefix("#/") else { return nil }
    return text.dropFirst(2).split(separator: "/").reduce(root) { node, key in node.flatMap { $0[String(key)] } }
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let regex = try? Regex(pattern) else { return false }
    return text.firstMatch(of: regex) != nil
  }
}

extension YAMLNode {
  var entries: [YAMLEntry] { if case .mapping(let entries) = content { entries } else { [] } }
  var items: [YAMLNode] { if case .sequence(let items) = content { items } else { [] } }
  subscript(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  /// The words of a word or of a list of words.
  var strings: [String] { string.map { [$0] } ?? items.compactMap(\.string) }
  var int: Int { number.map { Int($0) } ?? 0 }

  /// The text where it is a string to JSON.
  var string: String? {
    guard case .scalar(let scalar) = content, isOfType("string") else { return nil }
    return scalar.text
  }

  /// The number where it is one to JSON.
  var number: Double? {
    guard case .scalar(let scalar) = content, scalar.isPlain,
      scalar.text.first.map({ "-.0123456789".contains($0) }) == true
    else { return nil }
    return Double(scalar.text)
  }

  /// A text that tells values apart by type and value.
  var json: String {
    switch content {
    case .scalar(let scalar): isOfType("string") ? "\"\(scalar.text)\"" : number.map { "\($0)" } ?? scalar.text
    case .sequence(let items): "[\(items.map(\.json).joined(separator: ","))]"
    case .mapping(let entries): "{\(entries.map { "\"\($0.key)\":\($0.value.json)" }.joined(separator: ","))}"
    case .refused: "refused"
    }
  }

  func isOfType(_ type: String) -> Bool {
    switch content {
    case .sequence: return type == "array"
    case .mapping: return type == "object"
    case .refused: return false
    case .scalar(let scalar):
      if scalar.isNull { return type == "null" }
      if scalar.isPlain, ["true", "false"].contains(scalar.text) { return type == "boolean" }
      if let number { return type == "number" || (type == "integer" && number == number.rounded()) }
      return type == "string"
    }
  }
}
