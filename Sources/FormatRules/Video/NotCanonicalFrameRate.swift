public import Findings
import Media
import Quantities
import Tracks

/// The frame rate is the one the numbers assume.
public struct NotCanonicalFrameRate: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL231", name: "not-canonical-frame-rate", severity: .warning,
    summary: "An accepted frame rate is the one that the track's numbers assume.",
    explanation: """
      The track accepts higher rates than its published numbers were computed on. Metrics that take a fixed number of \
      pictures see a shorter time, and AV-Align's matching window is one frame wide, so it is stricter at a higher \
      rate; the message names the metrics. The track's slack on the rate applies.
      """,
    failing: "30 frames a second in a track whose numbers assume 8",
    passing: "8 frames a second",
    help: "write the canonical rate to compare with published numbers: `-r 8`")

  /// Makes the rule.
  public init() {}

  /// One finding where an accepted rate is not the canonical one.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, let wanted = track.canonical.frameRate,
      let (video, decoded) = subject.decodedVideo, let rate = decoded.steadyRate
    else { return [] }
    let tolerance = track.accepts.frameRateTolerance
    let isAccepted = track.accepts.frameRate.map { VideoFrameRate.accepts(rate, $0, tolerance: tolerance) } ?? true
    guard isAccepted, !VideoFrameRate.accepts(rate, .exactly(wanted), tolerance: tolerance) else { return [] }
    let consequence = MetricSensitivity.consequence(of: .frameRate, in: track)
    let message =
      "the frame rate is \(Measure.rate(rate)) where the numbers assume \(Measure.rate(wanted)): \(consequence)"
    return [Finding(description, message, at: video.location)]
  }
}
