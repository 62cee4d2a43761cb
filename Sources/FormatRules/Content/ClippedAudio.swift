public import Findings
import Media

/// The sound is not clipped.
public struct ClippedAudio: FormatRule {
  /// The share of samples at or beyond full scale from which a clip counts as clipped.
  static let share = 0.01

  /// The rule.
  public let description = RuleDescription(
    code: "GL404", name: "clipped-audio", severity: .warning,
    summary: "Hardly any sample is at or beyond full scale.",
    explanation: """
      At least \(Measure.percent(ClippedAudio.share)) of the samples are at or beyond full scale. Peaks that a codec \
      pushes just over the edge are far rarer. Clipping adds a broad spectrum that audio features read as noise, and \
      flattens the onsets that alignment looks for.
      """,
    failing: "float samples of up to 4.0 written as they are",
    passing: "a loud clip whose highest peaks touch full scale",
    help: "scale the samples so that the largest is below 1: `-af alimiter` or a division by the peak")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream with too many samples at full scale.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.compactMap { audio, decoded in
      let values = Double(decoded.sampleCount) * Double(max(1, decoded.channels))
      let share = values > 0 ? Double(decoded.clippedSamples) / values : 0
      guard share >= Self.share else { return nil }
      let message = "\(Measure.percent(share)) of the samples of \(audio.name) are at or beyond full scale"
      return Finding(description, message, at: audio.location)
    }
  }
}
