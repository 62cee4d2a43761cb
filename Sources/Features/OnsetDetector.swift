import NumericKernels

/// Onset frames of one mono recording after another; keeps the tables of the last sample rate.
final class OnsetDetector {
  private let envelope = OnsetEnvelope()
  private var resampler: KaiserBestResampler?

  /// Starts a recording; false where its rate cannot be resampled.
  func begin(sampleRate: Int) -> Bool {
    envelope.restart()
    if resampler?.sourceRate == sampleRate {
      resampler?.restart()
    } else {
      resampler = KaiserBestResampler(from: sampleRate, to: OnsetEnvelope.sampleRate)
    }
    return resampler != nil
  }

  /// Takes the next samples.
  func append(_ mono: [Float]) {
    guard let resampler else { return }
    envelope.append(resampler.append(mono))
  }

  /// Ends the recording; nil where it is too short to resample.
  func finish() -> [Int]? {
    guard let rest = resampler?.finish() else { return nil }
    envelope.append(rest)
    return pickOnsets(of: envelope.finish())
  }
}
