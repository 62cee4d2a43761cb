import Glibc

/// The half-window of resampy 0.4.3's `kaiser_best` filter: a sinc under a Kaiser window over 50 zero crossings, 8,192
/// entries each.
enum KaiserBestFilter {
  /// Entries between zero crossings.
  static let precision = 8192
  static let zeroCrossings = 50
  private static let rolloff = 0.9173473712608761
  private static let beta = 12.984585247040012

  /// Entry i is the filter at i / 8,192 zero crossings; 409,601 entries, made once.
  static let halfWindow: [Double] = {
    let count = zeroCrossings * precision + 1
    let bessel = besselSeries()
    let scale = 1 / bessel.reduce(0, +)
    var sine = SineSequence(step: .pi * rolloff / Double(precision))
    var table = [Double](repeating: 0, count: count)
    for start in stride(from: 0, to: count, by: 8) {
      let index = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7) + Double(start)
      let ratio = index / Double(count - 1)
      let square = 1 - ratio * ratio
      var taper = SIMD8<Double>(repeating: 0)
      for coefficient in bessel.reversed() { taper = taper * square + coefficient }
      for lane in 0..<min(8, count - start) {
        let angle = .pi * rolloff * index[lane] / Double(precision)
        let sinc = start + lane == 0 ? 1 : sine.value(at: start + lane) / angle
        table[start + lane] = rolloff * sinc * taper[lane] * scale
      }
    }
    return table
  }()

  /// Coefficients of I0(beta sqrt(u)) as a power series in u; all positive, so nothing cancels for u from 0 to 1.
  private static func besselSeries() -> [Double] {
    var (coefficients, k) = ([1.0], 1.0)
    while let last = coefficients.last, last > 1e-18 {
      coefficients.append(last * (beta * beta / 4) / (k * k))
      k += 1
    }
    return coefficients
  }
}

/// Sines of the multiples of an angle, each from two table entries and the addition theorem.
private struct SineSequence {
  private let step: Double
  private let fine: [(sine: Double, cosine: Double)]
  private var block = -1
  private var coarse = (sine: 0.0, cosine: 1.0)

  init(step: Double) {
    self.step = step
    fine = (0..<256).map { (sin(Double($0) * step), cos(Double($0) * step)) }
  }

  mutating func value(at index: Int) -> Double {
    if index / 256 != block {
      block = index / 256
      coarse = (sin(Double(block * 256) * step), cos(Double(block * 256) * step))
    }
    let near = fine[index % 256]
    return coarse.sine * near.cosine + coarse.cosine * near.sine
  }
}
