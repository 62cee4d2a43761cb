import NumericKernels

/// Onsets of one mono recording after another, heard one way; keeps the tables of the last sample rate.
final class OnsetDetector {
  private let resampling: OnsetResampling
  private var sourceRate = 0
  private var envelope: OnsetEnvelope?
  private var resampler: (any Resampler)?

  init(_ resampling: OnsetResampling) { self.resampling = resampling }

  /// Starts a recording; false where its rate cannot be resampled.
  func begin(sampleRate: Int) -> Bool {
    if sourceRate == sampleRate {
      resampler?.restart()
      envelope?.restart()
      return true
    }
    sourceRate = 0
    switch resampling {
    case .kaiserBest: resampler = KaiserBestResampler(from: sampleRate, to: OnsetEnvelope.defaultRate)
    case .soxrHQ: resampler = SoxrResampler(from: sampleRate, to: OnsetEnvelope.defaultRate)
    case .none: resampler = nil
    }
    guard resampler != nil || (resampling == .none && (1...1 << 24).contains(sampleRate)) else { return false }
    let rate = resampler == nil ? sampleRate : OnsetEnvelope.defaultRate
    if envelope?.sampleRate == rate { envelope?.restart() } else { envelope = OnsetEnvelope(sampleRate: rate) }
    sourceRate = sampleRate
    return true
  }

  /// Takes the next samples.
  func append(_ mono: [Float]) {
    envelope?.append(resampler?.append(mono) ?? mono)
  }

  /// Ends the recording.
  ///
  /// - Throws: where it cannot be resampled.
  func finish() throws(ResamplingError) -> Onsets {
    guard let envelope else { throw .tooShort }
    if let resampler { envelope.append(try resampler.finish()) }
    let frames = pickOnsets(of: envelope.finish(), sampleRate: envelope.sampleRate)
    return Onsets(frames: frames, sampleRate: envelope.sampleRate)
  }
}
