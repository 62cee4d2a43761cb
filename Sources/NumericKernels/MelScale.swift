import Glibc

/// Slaney's mel scale (Auditory Toolbox): linear below 1,000 Hz, logarithmic above.
enum MelScale {
  private static let hertzPerMel = 200.0 / 3
  private static let breakHertz = 1000.0
  private static let breakMel = breakHertz / hertzPerMel
  private static let logStep = log(6.4) / 27

  /// Mel of a frequency in hertz, at least 0.
  static func mel(hertz: Double) -> Double {
    hertz < breakHertz ? hertz / hertzPerMel : breakMel + log(hertz / breakHertz) / logStep
  }

  /// Frequency in hertz of a mel value, at least 0.
  static func hertz(mel: Double) -> Double {
    mel < breakMel ? hertzPerMel * mel : breakHertz * exp(logStep * (mel - breakMel))
  }
}

/// Triangular filters, evenly spaced in mel and scaled to equal area, as `librosa.filters.mel` with its defaults makes
/// them: float weights over the bins of a spectrum.
public struct MelFilterBank: Sendable {
  /// First bin of each band.
  public let first: [Int]
  /// Weights of each band from its first bin on; all others are 0.
  public let weights: [[Float]]

  /// Makes `bandCount` filters from 0 Hz to half the sample rate for frames of `frameLength` samples.
  public init(sampleRate: Double, frameLength: Int, bandCount: Int) {
    let highest = MelScale.mel(hertz: sampleRate / 2)
    let step = highest / Double(bandCount + 1)
    let edges = (0...bandCount + 1).map { MelScale.hertz(mel: $0 == bandCount + 1 ? highest : Double($0) * step) }
    let bins = (0...frameLength / 2).map { Double($0) * (sampleRate / Double(frameLength)) }
    var first: [Int] = []
    var weights: [[Float]] = []
    for band in 0..<bandCount {
      let area = 2 / (edges[band + 2] - edges[band])
      let row = bins.map { bin in
        let rising = (bin - edges[band]) / (edges[band + 1] - edges[band])
        let falling = (edges[band + 2] - bin) / (edges[band + 2] - edges[band + 1])
        return Float(Double(Float(max(0, min(rising, falling)))) * area)
      }
      let start = row.firstIndex { $0 > 0 } ?? 0
      let end = row.lastIndex { $0 > 0 } ?? -1
      first.append(start)
      weights.append(end < start ? [] : Array(row[start...end]))
    }
    self.first = first
    self.weights = weights
  }
}
