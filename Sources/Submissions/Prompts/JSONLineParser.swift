/// Reads one line of JSON (RFC 8259) that holds an object.
struct JSONLineParser {
  /// A member's value; lists and objects are checked and passed over.
  enum Value: Hashable {
    case string(String)
    case number(String)
    case boolean(Bool)
    case null
    case collection
  }

  /// What breaks the grammar, and in which column (from 1, in Unicode scalars).
  struct Failure: Error, Hashable {
    var message: String
    var column: Int
  }

  private static let deepest = 16
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  /// The members of the object that is the whole line, in their order.
  mutating func object() -> Result<[(key: String, value: Value)], Failure> {
    do throws(Failure) {
      skipBlanks()
      guard peek == UInt8(ascii: "{") else { throw failure("expected a JSON object") }
      let members = try members(depth: 1)
      skipBlanks()
      guard index == bytes.count else { throw failure("text follows the JSON object") }
      return .success(members)
    } catch {
      return .failure(error)
    }
  }

  // MARK: Grammar

  private mutating func members(depth: Int) throws(Failure) -> [(key: String, value: Value)] {
    var members: [(key: String, value: Value)] = []
    index += 1
    skipBlanks()
    if take("}") { return members }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw failure("expected a key in double quotes") }
      let key = try string()
      skipBlanks()
      guard take(":") else { throw failure("expected `:` after the key") }
      members.append((key, try value(depth: depth)))
      skipBlanks()
      if take("}") { return members }
      guard take(",") else { throw failure("expected `,` or `}`") }
    }
  }

  private mutating func value(depth: Int) throws(Failure) -> Value {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < Self.deepest else { throw failure("nested more than \(Self.deepest) deep") }
      if peek == UInt8(ascii: "{") { _ = try members(depth: depth + 1) } else { try list(depth: depth + 1) }
      return .collection
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func list(depth: Int) throws(Failure) {
    index += 1
    skipBlanks()
    if take("]") { return }
    while true {
      _ = try value(depth: depth)
      skipBlanks()
      if take("]") { return }
      guard take(",") else { throw failure("expected `,` or `]`") }
    }
  }

  private mutating func word(_ text: String, _ value: Value) throws(Failure) -> Value {
    guard bytes[index...].starts(with: text.utf8) else { throw failure("expected a value") }
    index += text.utf8.count
    return value
  }

  private mutating func number() throws(Failure) -> String {
    let start = index
    _ = take("-")
    guard let first = peek, isDigit(first) else { throw failure("expected a value") }
    digits()
    if first == UInt8(ascii: "0"), index - start > (bytes[start] == first ? 1 : 2) {
      throw failure("a number does not begin with 0")
    }
    if take(".") { try someDigits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try someDigits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func string() throws(Failure) -> String {
    var units: [UInt8] = []
    index += 1
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += Array(String(try escape()).utf8)
      case ..<0x20: throw failure("a control character inside a string")
      default:
        units.append(byte)
        index += 1
      }
    }
    throw failure("the string is never closed")
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    index += 1
    guard let letter = peek else { throw failure("the string is never closed") }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let high = try hexadecimal()
      guard (0xD800...0xDBFF).contains(high) else { return try scalar(high) }
      guard take("\\"), take("u") else { throw failure("half of a surrogate pair") }
      let low = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(low) else { throw failure("half of a surrogate pair") }
      return try scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    default: throw failure("unknown escape in a string")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard index + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16),
      bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-")
    else { throw failure("expected four hexadecimal digits") }
    index += 4
    return value
  }

  private func scalar(_ value: UInt32) throws(Failure) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else { throw failure("half of a surrogate pair") }
    return scalar
  }

  // MARK: Bytes

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard let byte = peek, UInt32(byte) == scalar.value else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private mutating func digits() { while let byte = peek, isDigit(byte) { index += 1 } }

  private mutating func someDigits() throws(Failure) {
    guard let byte = peek, isDigit(byte) else { throw failure("expected digits") }
    digits()
  }

  private func failure(_ message: String) -> Failure {
    let before = bytes[..<min(index, bytes.count)]
    return Failure(message: message, column: before.reduce(into: 1) { $0 += $1 & 0xC0 != 0x80 ? 1 : 0 })
  }
}
