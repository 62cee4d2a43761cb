public import Findings
import Media
import Quantities
import Tracks

/// The sample rate is the one the numbers assume.
public struct NotCanonicalSampleRate: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL330", name: "not-canonical-sample-rate", severity: .warning,
    summary: "An accepted sample rate is the one that the track's numbers assume.",
    explanation: """
      The track accepts higher rates than its published numbers were computed on. Metrics resample, each with its own \
      filter, and content above the canonical band reaches those that work at a higher rate; the message names them.
      """,
    failing: "44,100 Hz in a track whose numbers assume 16,000 Hz",
    passing: "16,000 Hz",
    help: "write the canonical rate to compare with published numbers: `-ar 16000`")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream whose accepted rate is not the canonical one.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, let wanted = track.canonical.sampleRate else { return [] }
    return subject.decodedAudio.compactMap { audio, decoded in
      guard let rate = SampleRate(hertz: decoded.sampleRate), rate != wanted,
        track.accepts.audio?.sampleRate.contains(rate) ?? true
      else { return nil }
      let consequence = MetricSensitivity.consequence(of: .sampleRate, in: track)
      let message = "\(audio.name) has \(rate) where the numbers assume \(wanted): \(consequence)"
      return Finding(description, message, at: audio.location)
    }
  }
}
