import Features

extension AlignmentFlavour {
  /// AV-Align as TempoTokens computes it since 2025-02-13: peaks of at least 0.1 pixels of mean flow, each matched with
  /// one onset at most, in the order of the onsets.
  ///
  /// A clip's value is 0 to 1. A clip with neither onset nor peak has no value: the reference divides by zero. Resampling
  /// is as in `tempoTokens2023`.
  static let tempoTokens2025 = AlignmentFlavour(
    "tempotokens-2025", audio: AlignmentAudio(.wav, .kaiserBest), variants: [.soxr, .mp4audio], leastFlow: 0.1
  ) { match in
    let matches = match.greedyPairs
    return .ratio(matches, over: match.onsets.count + match.peaks.count - matches)
  }
}
