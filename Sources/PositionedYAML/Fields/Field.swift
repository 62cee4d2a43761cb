public import Findings

/// One value of a document with the path that leads to it; its readers report what is wrong and then give nil.
///
/// A reader that gives nil has reported, unless the node stands for something that was refused before.
public struct Field {
  let reader: DocumentReader
  /// The value.
  public let node: YAMLNode
  /// The path for messages: `limits.memory`, `prompts.list[3]`, empty for the document.
  public let path: String

  /// Makes a field of a node that `reader` reports about.
  public init(reader: DocumentReader, node: YAMLNode, path: String) {
    self.reader = reader
    self.node = node
    self.path = path
  }

  /// The path, or `the document` for the root.
  public var name: String { path.isEmpty ? "the document" : path }

  /// The field's text without judging it, for a look ahead; nil for lists and mappings.
  public var rawText: String? {
    if case .scalar(let scalar) = node.content { scalar.text } else { nil }
  }

  // MARK: Scalars

  /// The text of a scalar; nothing (`~`, `null` or no text, unquoted) and NUL characters are refused.
  public func text() -> String? { scalar(expected: "text")?.text }

  /// Text that is not empty and holds no control character; `expected` names it: `a file's path`.
  public func line(expected: String = "text") -> String? {
    guard let text = scalar(expected: expected)?.text else { return nil }
    guard !text.isEmpty else { return invalid(text, expected: expected) }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return invalid(text, expected: "\(expected) without control characters")
    }
    return text
  }

  /// A decimal whole number without quotes, in `range`.
  public func integer(in range: ClosedRange<Int>) -> Int? {
    guard let scalar = scalar(expected: "a whole number") else { return nil }
    let digits = scalar.text.hasPrefix("-") ? scalar.text.dropFirst() : Substring(scalar.text)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return invalid(scalar.text, expected: "a whole number")
    }
    guard unquoted(scalar, expected: "a whole number") else { return nil }
    guard let value = Int(scalar.text), range.contains(value) else {
      return outOfRange("\(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A decimal number without quotes, in `range`.
  public func number(in range: ClosedRange<Double>) -> Double? {
    guard let scalar = scalar(expected: "a number") else { return nil }
    guard Self.isDecimal(scalar.text), let value = Double(scalar.text) else {
      return invalid(scalar.text, expected: "a number")
    }
    guard unquoted(scalar, expected: "a number") else { return nil }
    guard range.contains(value) else { return outOfRange("\(range.lowerBound) to \(range.upperBound)") }
    return value
  }

  /// Whether `text` is digits with at most one point between them, after an optional minus.
  static func isDecimal(_ text: String) -> Bool {
    let body = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
    let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return !parts.isEmpty
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
  }

  /// One of the raw values of `Choice`, spelt exactly.
  public func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let expected = "one of " + words.joined(separator: ", ")
    guard let text = scalar(expected: expected)?.text else { return nil }
    guard let value = Choice(rawValue: text) else {
      return invalid(
        text, expected: expected, help: Spelling.nearest(to: text, among: words).map { "did you mean `\($0)`?" })
    }
    return value
  }

  /// Whatever `parse` makes of the text; where it makes nothing the finding says what was `expected`.
  public func parsed<Value>(expected: String, help: String? = nil, _ parse: (String) -> Value?) -> Value? {
    guard let text = scalar(expected: expected)?.text else { return nil }
    guard let value = parse(text) else { return invalid(text, expected: expected, help: help) }
    return value
  }

  // MARK: Collections

  /// The elements of a list that has at least `least` and at most `most`.
  public func elements(expected: String, least: Int = 0, most: Int = 100_000, help: String? = nil) -> [Field]? {
    guard case .sequence(let nodes) = node.content else { return wrongType(expected: expected, help: help) }
    guard nodes.count >= least, nodes.count <= most else {
      let bounds = most == 100_000 ? "at least \(least)" : "\(least) to \(most)"
      reader.report(
        OutOfRange.finding(
          path: name, text: "a list of \(nodes.count)", range: "\(bounds) elements", at: node.range, in: reader.source))
      return nil
    }
    return nodes.enumerated().map { Field(reader: reader, node: $1, path: "\(path)[\($0)]") }
  }

  /// The fields of a mapping with these keys; every other key is reported.
  public func mapping(keys: [String]) -> MappingFields? {
    guard case .mapping(let entries) = node.content else {
      return wrongType(expected: "a mapping with the keys \(keys.joined(separator: ", "))", help: nil)
    }
    return MappingFields(field: self, entries: entries, known: keys)
  }

  /// The entries of a mapping whose keys are free.
  public func openMapping(expected: String) -> [(key: String, keyRange: TextRange, value: Field)]? {
    guard case .mapping(let entries) = node.content else { return wrongType(expected: expected, help: nil) }
    return entries.map { entry in
      (entry.key, entry.keyRange, Field(reader: reader, node: entry.value, path: "\(path).\(entry.key.shownInMessage)"))
    }
  }

  // MARK: Reports

  /// Reports a finding about this value.
  public func report(_ rule: RuleDescription, _ message: String, help: String? = nil, severity: Severity? = nil) {
    reader.report(rule, message, at: node.range, help: help, severity: severity)
  }

  /// Reports that the text has not the form expected; always nil.
  public func invalid<Value>(_ text: String, expected: String, help: String? = nil) -> Value? {
    reader.report(
      InvalidValue.finding(path: name, text: text, expected: expected, at: node.range, help: help, in: reader.source))
    return nil
  }

  /// Reports that the value lies outside a range; always nil.
  public func outOfRange<Value>(_ range: String) -> Value? {
    reader.report(
      OutOfRange.finding(path: name, text: rawText ?? "the value", range: range, at: node.range, in: reader.source))
    return nil
  }

  /// Reports that the node is of another kind than expected; always nil.
  public func wrongType<Value>(expected: String, help: String?) -> Value? {
    let found: String
    switch node.content {
    case .refused: return nil
    case .scalar(let scalar) where scalar.isNull: found = "nothing"
    case .scalar: found = "text"
    case .sequence: found = "a list"
    case .mapping: found = "a mapping"
    }
    reader.report(
      WrongType.finding(path: name, expected: expected, found: found, at: node.range, help: help, in: reader.source))
    return nil
  }

  private func scalar(expected: String) -> YAMLScalar? {
    guard case .scalar(let scalar) = node.content else { return wrongType(expected: expected, help: nil) }
    if scalar.isNull {
      reader.report(MissingKey.empty(path: name, at: node.range, in: reader.source))
      return nil
    }
    if scalar.text.unicodeScalars.contains("\0") {
      return invalid(scalar.text, expected: "\(expected) without NUL characters")
    }
    return scalar
  }

  private func unquoted(_ scalar: YAMLScalar, expected: String) -> Bool {
    if scalar.isPlain { return true }
    reader.report(
      WrongType.finding(
        path: name, expected: expected, found: "text in quotes", at: node.range, help: "remove the quotes",
        in: reader.source))
    return false
  }
}
