import Features

extension AlignmentFlavour {
  /// AV-Align as SAVGBench computes it (`av_align_metric.py`, the spatial track): the formula of TempoTokens 2023 on the
  /// mp4's own audio, resampled by libsoxr (librosa 0.10.0).
  ///
  /// The script names a WAV but never reads it. A clip can exceed 1; one with neither onset nor peak has no value.
  static let savgBench = AlignmentFlavour(
    "savgbench", audio: AlignmentAudio(.mp4, .soxrHQ), variants: [], value: tempoTokens2023.value)
}
