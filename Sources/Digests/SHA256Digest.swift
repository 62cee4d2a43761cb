/// A SHA-256 digest: 32 bytes.
public struct SHA256Digest: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The digest as 64 lower-case hexadecimal digits.
  public let hexadecimal: String

  /// Reads 64 hexadecimal digits; nil for anything else.
  public init?(hexadecimal: String) {
    let lower = hexadecimal.lowercased()
    guard lower.utf8.count == 64, lower.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    self.hexadecimal = lower
  }

  /// Makes a digest from its 32 bytes.
  init(bytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    hexadecimal = String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// `sha256:` and the digits.
  public var description: String { "sha256:\(hexadecimal)" }

  /// Reads a bare hexadecimal string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = SHA256Digest(hexadecimal: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected 64 hexadecimal digits")
    }
    self = value
  }

  /// Writes a bare hexadecimal string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}
