import Features

extension AlignmentFlavour {
  /// AV-Align as TempoTokens published it (`av_align.py` of 2023-10-26): onsets with a peak of flow within one frame, over
  /// onsets and peaks less those.
  ///
  /// A peak may serve several onsets, so a clip can exceed 1. A clip with neither onset nor peak has no value: the
  /// reference divides by zero. The repository pins no librosa; the plain identifier resamples as the other flavours that
  /// read a WAV do, and `+soxr` as librosa 0.10 and newer do.
  static let tempoTokens2023 = AlignmentFlavour(
    "tempotokens-2023", audio: AlignmentAudio(.wav, .kaiserBest), variants: [.soxr, .mp4audio]
  ) { match in
    let matches = match.onsetsNearAPeak
    return .ratio(matches, over: match.onsets.count + match.peaks.count - matches)
  }
}

extension SampleScore {
  /// A quotient of counts; no value where the reference divides by zero.
  static func ratio(_ count: Int, over total: Int) -> SampleScore {
    guard total != 0 else { return .unscored(reason: "neither an onset nor a peak: the reference divides by zero") }
    return .value(Double(count) / Double(total))
  }
}
