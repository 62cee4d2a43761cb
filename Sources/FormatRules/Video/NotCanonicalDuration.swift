public import Findings
import Media
import Quantities
import Tracks

/// The clip is as long as the numbers assume.
public struct NotCanonicalDuration: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL232", name: "not-canonical-duration", severity: .warning,
    summary: "An accepted clip is as long as the track's numbers assume.",
    explanation: """
      Where a track leaves the length open or takes it from the input, its published numbers still assume one. Counts \
      of onsets and peaks, and the windows that feature networks see, follow the length; the message names the metrics.
      """,
    failing: "10 s in a track that takes any length and whose numbers assume 4 s",
    passing: "4 s",
    help: "cut to the canonical length to compare with published numbers: `-t 4`")

  /// Makes the rule.
  public init() {}

  /// One finding where no length is asked for and the clip's is not the canonical one.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, let canonical = track.canonical.duration,
      let (video, decoded) = subject.wholeVideo, let span = decoded.span
    else { return [] }
    let slack = (decoded.interval ?? .zero).times(track.accepts.durationToleranceFrames)
      .plus(video.media.timeStampGrain)
    // A length that the track asks for and does not get is said by its own rule.
    let isAccepted = subject.requiredDuration.map { span.isWithin(slack, of: $0) } ?? true
    guard isAccepted, !span.isWithin(slack, of: canonical) else { return [] }
    let consequence = MetricSensitivity.consequence(of: .duration, in: track)
    let message =
      "the video lasts \(Measure.seconds(span)) where the numbers assume \(Measure.seconds(canonical)): \(consequence)"
    return [Finding(description, message, at: video.location)]
  }
}
