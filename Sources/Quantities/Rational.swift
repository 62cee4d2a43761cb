/// An exact fraction of two 64-bit integers, always reduced, with a positive denominator.
///
/// Media time stamps, frame rates and time bases are rationals; they are compared exactly and turned into `Double` only
/// where a reference implementation does so.
public struct Rational: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The numerator; carries the sign.
  public let num: Int64
  /// The denominator, always at least 1.
  public let den: Int64

  /// Makes `num`/`den` in lowest terms, or nil where the denominator is 0 or reducing would overflow.
  public init?(_ num: Int64, _ den: Int64) {
    guard den != 0, num != .min, den != .min else { return nil }
    let divisor = Self.gcd(num.magnitude, den.magnitude)
    let sign: Int64 = (den < 0) ? -1 : 1
    self.num = sign * num / Int64(divisor)
    self.den = sign * den / Int64(divisor)
  }

  /// Makes the whole number `value`/1.
  public init(_ value: Int64) {
    self.num = value
    self.den = 1
  }

  private init(reducedNum num: Int64, den: Int64) {
    self.num = num
    self.den = den
  }

  /// Zero.
  public static let zero = Rational(0)

  /// The value as the nearest double, computed as one division (as FFmpeg's `av_q2d` does).
  public var doubleValue: Double { Double(num) / Double(den) }

  /// The reciprocal, or nil for zero.
  public var reciprocal: Rational? { Rational(den, num) }

  /// The product, or nil where it does not fit 64-bit terms.
  public func multiplied(by other: Rational) -> Rational? {
    let crossA = Int64(Self.gcd(num.magnitude, UInt64(other.den)))
    let crossB = Int64(Self.gcd(other.num.magnitude, UInt64(den)))
    let (top, overTop) = (num / crossA).multipliedReportingOverflow(by: other.num / crossB)
    let (bottom, overBottom) = (den / crossB).multipliedReportingOverflow(by: other.den / crossA)
    return overTop || overBottom ? nil : Rational(top, bottom)
  }

  /// The sum, or nil where it does not fit 64-bit terms.
  public func adding(_ other: Rational) -> Rational? {
    let divisor = Int64(Self.gcd(UInt64(den), UInt64(other.den)))
    let (left, overLeft) = num.multipliedReportingOverflow(by: other.den / divisor)
    let (right, overRight) = other.num.multipliedReportingOverflow(by: den / divisor)
    let (top, overTop) = left.addingReportingOverflow(right)
    let (bottom, overBottom) = (den / divisor).multipliedReportingOverflow(by: other.den)
    return overLeft || overRight || overTop || overBottom ? nil : Rational(top, bottom)
  }

  /// The negated value.
  public var negated: Rational { Rational(reducedNum: -num, den: den) }

  /// The difference, or nil where it does not fit 64-bit terms.
  public func subtracting(_ other: Rational) -> Rational? { adding(other.negated) }

  /// Compares exactly, in 128-bit products.
  public static func < (left: Rational, right: Rational) -> Bool {
    let leftProduct = left.num.multipliedFullWidth(by: right.den)
    let rightProduct = right.num.multipliedFullWidth(by: left.den)
    return leftProduct.high != rightProduct.high
      ? leftProduct.high < rightProduct.high : leftProduct.low < rightProduct.low
  }

  /// `3/2`, or `8` for a whole number.
  public var description: String { den == 1 ? "\(num)" : "\(num)/\(den)" }

  private enum CodingKeys: String, CodingKey { case num, den }

  /// Reads `{"num": n, "den": d}`; a zero denominator is a decoding error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let num = try container.decode(Int64.self, forKey: .num)
    let den = try container.decode(Int64.self, forKey: .den)
    guard let value = Rational(num, den) else {
      throw DecodingError.dataCorruptedError(
        forKey: .den, in: container, debugDescription: "a rational needs a denominator other than 0")
    }
    self = value
  }

  private static func gcd(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }
}
