public import PositionedYAML
public import Quantities

extension Field {
  /// A length of time of at least one millisecond: `90s`, `10m`, `1h30m`.
  public func duration() -> Duration? {
    let isBare = rawText?.isEmpty == false && rawText?.allSatisfy { $0.isASCII && $0.isNumber } == true
    let value = parsed(
      expected: "a time with a unit, such as 90s, 10m or 1h30m",
      help: isBare ? rawText.map { "write `\($0)s` for seconds" } : nil
    ) { Duration(parsing: $0) }
    guard let value else { return nil }
    return value > .zero ? value : outOfRange("1ms or more")
  }

  /// A number of bytes of at least `least`: `64MiB`, `1.5GB`, `4096`.
  public func byteCount(atLeast least: ByteCount = .zero) -> ByteCount? {
    let value = parsed(expected: "a size with a unit, such as 64MiB or 1.5GB") { ByteCount(parsing: $0) }
    guard let value else { return nil }
    return value >= least ? value : outOfRange("\(least) or more")
  }

  /// A length of time as an exact number of seconds, zero allowed.
  func exactSeconds() -> Rational? {
    parsed(expected: "a time with a unit, such as 4s or 10ms") { text in
      Duration(parsing: text).flatMap { length in
        let parts = length.components
        return Rational(parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000, 1000)
      }
    }
  }

  /// A frame rate: `8`, `29.97`, `30000/1001`.
  func frameRate() -> FrameRate? {
    parsed(expected: "frames a second, such as 8 or 30000/1001") { FrameRate.parse($0) }
  }

  /// A sample rate in hertz.
  func sampleRate() -> SampleRate? { integer(in: 1...1_000_000).flatMap { SampleRate(hertz: $0) } }
}

extension FrameRate {
  /// Parses a whole number, a decimal number of at most nine places, or a fraction.
  static func parse(_ text: String) -> FrameRate? {
    let terms = text.split(separator: "/", omittingEmptySubsequences: false)
    if terms.count == 2 {
      guard let top = digits(terms[0]), let bottom = digits(terms[1]) else { return nil }
      return Rational(top, bottom).flatMap { FrameRate($0) }
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = digits(parts[0]) else { return nil }
    guard parts.count == 2 else { return FrameRate(Rational(whole)) }
    guard let places = digits(parts[1]) else { return nil }
    let scale = parts[1].reduce(into: Int64(1)) { power, _ in power *= 10 }
    return Rational(whole * scale + places, scale).flatMap { FrameRate($0) }
  }

  /// One to nine digits.
  private static func digits(_ text: Substring) -> Int64? {
    guard (1...9).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int64(text)
  }
}
