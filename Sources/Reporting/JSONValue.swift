/// A JSON value whose objects keep the order of their members, and its text.
///
/// Reports are compared, diffed and hashed, so the same value always gives the same bytes.
public indirect enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number; one that is not finite is written as `null`, as JSON has no word for it.
  case number(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in order; names are expected to differ.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value as JSON, members on lines of their own with two spaces a level, or all on one line.
  public func text(pretty: Bool = true) -> String {
    var out = ""
    write(to: &out, indent: pretty ? 0 : nil)
    return out
  }

  private func write(to out: inout String, indent: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .number(let value): out += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.writeString(value, to: &out)
    case .array(let values):
      Self.writeList(values, brackets: ("[", "]"), to: &out, indent: indent) { $0.write(to: &$1, indent: $2) }
    case .object(let members):
      Self.writeList(members, brackets: ("{", "}"), to: &out, indent: indent) { member, out, indent in
        Self.writeString(member.name, to: &out)
        out += indent == nil ? ":" : ": "
        member.value.write(to: &out, indent: indent)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], brackets: (String, String), to out: inout String, indent: Int?,
    write: (Element, inout String, Int?) -> Void
  ) {
    out += brackets.0
    for (index, element) in elements.enumerated() {
      if index > 0 { out += "," }
      if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
      write(element, &out, indent.map { $0 + 1 })
    }
    if let indent, !elements.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
    out += brackets.1
  }

  /// Control and format characters are escaped beyond what JSON demands, so that a report shown on a terminal is inert.
  private static func writeString(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        if needsEscape(scalar) {
          for unit in String(scalar).utf16 { out += "\\u" + hexadecimal(unit) }
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x20 { return true }
    if scalar.value < 0x7F { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return true
    default: return false
    }
  }

  private static func hexadecimal(_ value: UInt16) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension JSONValue {
  /// An object of `members` in order.
  static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member($0.key, $0.value) })
  }

  /// Text, or `null`.
  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// A number, or `null`.
  static func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  /// A whole number, or `null`.
  static func optional(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }

  /// A whole number, or `null`.
  static func optional(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }

  /// A truth value, or `null`.
  static func optional(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }

  /// A whole number.
  static func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  /// Texts in order.
  static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }
}
