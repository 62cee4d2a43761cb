import Features

/// One published way to compute AV-Align: where it hears a clip, what it counts as a peak, and how matches become a
/// number. One file a flavour.
struct AlignmentFlavour: Sendable {
  /// The identifier without variants.
  var identifier: MetricIdentifier
  /// How the reference hears a clip.
  var audio: AlignmentAudio
  /// The variants that the flavour has.
  var variants: [AlignmentVariant]
  /// Lower peaks of flow, in pixels, are left out; nil keeps all.
  var leastFlow: Double?
  /// Whether the reference gives a value to a clip of which no frame decodes.
  var takesNoFrames: Bool
  /// The value of a clip's onsets and peaks, or why the reference has none.
  var value: @Sendable (PeakMatch) -> SampleScore

  init(
    _ name: String, audio: AlignmentAudio, variants: [AlignmentVariant], leastFlow: Double? = nil,
    takesNoFrames: Bool = false, value: @escaping @Sendable (PeakMatch) -> SampleScore
  ) {
    identifier = MetricIdentifier(base: "av-align", flavour: name)
    self.audio = audio
    self.variants = variants
    self.leastFlow = leastFlow
    self.takesNoFrames = takesNoFrames
    self.value = value
  }

  /// All flavours.
  static let all = [svg2024, tempoTokens2023, tempoTokens2025, savgBench, javisBench]
}

/// What may be heard otherwise than a flavour's reference does; part of the identifier.
enum AlignmentVariant: String, CaseIterable, Sendable {
  /// Resampled by libsoxr, as the flavour's script does with librosa 0.10 or newer.
  case soxr
  /// The mp4's audio in place of the WAV.
  case mp4audio

  func apply(to audio: inout AlignmentAudio) {
    switch self {
    case .soxr: audio.resampling = .soxrHQ
    case .mp4audio: audio.source = .mp4
    }
  }
}
