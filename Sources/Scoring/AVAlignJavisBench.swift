import Features

extension AlignmentFlavour {
  /// AV-Align as JavisBench computes it: the formula of TempoTokens 2023 with 1e-6 added to the divisor, on onsets found at
  /// the WAV's own sample rate.
  ///
  /// At 16 kHz an onset is compared with other neighbours than at 22,050 Hz, so the onsets are others too. A clip with
  /// neither onset nor peak has the value 0, and so has a clip of which no frame decodes.
  static let javisBench = AlignmentFlavour(
    "javisbench", audio: AlignmentAudio(.wav, .none), variants: [.mp4audio], takesNoFrames: true
  ) { match in
    let matches = match.onsetsNearAPeak
    return .value(Double(matches) / (Double(match.onsets.count + match.peaks.count - matches) + 1e-6))
  }
}
