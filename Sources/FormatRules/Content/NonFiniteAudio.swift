public import Findings
import Media

/// Every sample is a number.
public struct NonFiniteAudio: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL405", name: "non-finite-audio", severity: .warning,
    summary: "Every sample is a finite number.",
    explanation: """
      Float samples can be NaN or infinite, and a model that overflowed writes them. One of them turns every spectrum it \
      touches into NaN; the reference scripts then raise or find no onsets. The harness counts them and reads them as \
      zero.
      """,
    failing: "a float WAV with NaN samples",
    passing: "integer PCM; float samples between -1 and 1",
    help: "find the overflow in the model (half precision is the usual cause), and clamp before writing")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream with NaN or infinite samples.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.filter { $0.decoded.nonFiniteSamples > 0 }.map { audio, decoded in
      let count = decoded.nonFiniteSamples
      let message = "\(count) \(count == 1 ? "sample" : "samples") of \(audio.name) are NaN or infinite"
      return Finding(description, message, at: audio.location)
    }
  }
}
