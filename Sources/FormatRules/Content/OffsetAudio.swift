public import Findings
import Media
import Quantities

/// The sound swings around zero.
public struct OffsetAudio: FormatRule {
  /// The largest mean of all samples, full scale = 1.
  static let mean = 0.05

  /// The rule.
  public let description = RuleDescription(
    code: "GL406", name: "dc-offset", severity: .warning,
    summary: "The samples swing around zero.",
    explanation: """
      The mean of all samples is farther than \(OffsetAudio.mean.decimal(places: 3)) of full scale from zero. Recorded \
      sound has next to none; unsigned samples read as signed, or a model whose last layer has a bias, do. It clicks at \
      both ends, takes headroom and fills the lowest band of every spectrum.
      """,
    failing: "samples between 0 and 1",
    passing: "samples between -0.5 and 0.5 with a mean near 0",
    help: "subtract the mean, or filter: `-af highpass=f=10`")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream whose mean is off zero.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.filter { $0.decoded.mean.magnitude > Self.mean }.map { audio, decoded in
      let message = "the samples of \(audio.name) have a mean of \(decoded.mean.decimal(places: 4)) instead of 0"
      return Finding(description, message, at: audio.location)
    }
  }
}
