/// A number of bytes, not negative.
public struct ByteCount: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The count.
  public let bytes: Int64

  /// Makes a byte count, or nil where it is negative.
  public init?(bytes: Int64) {
    guard bytes >= 0 else { return nil }
    self.bytes = bytes
  }

  private init(unchecked bytes: Int64) { self.bytes = bytes }

  /// `count` mebibytes; negative counts become zero.
  public static func mebibytes(_ count: Int64) -> ByteCount { ByteCount(unchecked: max(0, count) << 20) }

  /// `count` gibibytes; negative counts become zero.
  public static func gibibytes(_ count: Int64) -> ByteCount { ByteCount(unchecked: max(0, count) << 30) }

  /// Zero bytes.
  public static let zero = ByteCount(unchecked: 0)

  /// Parses `64MiB`, `1.5 GiB`, `500MB`, `4096` or `4096B`; binary and decimal units, nil for anything else or for a
  /// value over 2^62 bytes.
  public init?(parsing text: String) {
    let trimmed = text.filter { $0 != " " && $0 != "_" }
    let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !digits.isEmpty, digits.first != ".", let number = Double(digits) else { return nil }
    let factor: Double
    switch trimmed.dropFirst(digits.count) {
    case "", "B": factor = 1
    case "KiB": factor = 1024
    case "MiB": factor = 1_048_576
    case "GiB": factor = 1_073_741_824
    case "TiB": factor = 1_099_511_627_776
    case "kB", "KB": factor = 1e3
    case "MB": factor = 1e6
    case "GB": factor = 1e9
    case "TB": factor = 1e12
    default: return nil
    }
    let value = number * factor
    guard value.isFinite, value <= 0x1p62 else { return nil }
    self.bytes = Int64(value)
  }

  /// Compares by value.
  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

  /// The largest binary unit that leaves a value of at least 1, with at most one decimal: `24 GiB`, `1.5 MiB`, `512 B`.
  public var description: String {
    var value = Double(bytes)
    var unit = "B"
    for larger in ["KiB", "MiB", "GiB", "TiB"] where value >= 1024 {
      value /= 1024
      unit = larger
    }
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int64(tenths)) \(unit)" : "\(tenths) \(unit)"
  }
}
