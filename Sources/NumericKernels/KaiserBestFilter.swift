import Glibc

/// The half-window of resampy 0.4.3's `kaiser_best` filter: a windowed sinc over 50 zero crossings, 8,192 entries each.
enum KaiserBestFilter {
  /// Entries between zero crossings.
  static let precision = 8192
  static let zeroCrossings = 50
  private static let rolloff = 0.9173473712608761
  private static let beta = 12.984585247040012

  /// Entry i is the filter at i / 8,192 zero crossings; 409,601 entries, made once.
  static let halfWindow: [Double] = {
    let count = zeroCrossings * precision
    let scale = 1 / besselI0(beta)
    return (0...count).map { index in
      let time = Double(index) / Double(precision)
      let ratio = time / Double(zeroCrossings)
      let taper = besselI0(beta * (1 - ratio * ratio).squareRoot()) * scale
      return rolloff * sinc(rolloff * time) * taper
    }
  }()

  private static func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(.pi * x) / (.pi * x) }

  /// The modified Bessel function of order 0 by its power series, all terms positive; for arguments up to 15.
  static func besselI0(_ x: Double) -> Double {
    let quarter = x * x / 4
    var (sum, term) = (1.0, 1.0)
    for k in 1...45 {
      term *= quarter / Double(k * k)
      sum += term
    }
    return sum
  }
}
