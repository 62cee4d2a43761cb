public import Findings
import Media
import Quantities

/// There is something to hear.
public struct SilentAudio: FormatRule {
  /// The largest absolute sample value that still counts as silence: -60 dB of full scale.
  static let peak = 0.001

  /// The rule.
  public let description = RuleDescription(
    code: "GL403", name: "silent-audio", severity: .warning,
    summary: "The sound is not silent.",
    explanation: """
      No sample is larger than \(SilentAudio.peak.decimal(places: 4)) of full scale (-60 dB). Onset detection finds \
      nothing, so AV-Align is 0 or undefined, and audio features sit at one far point.
      """,
    failing: "samples of zeros",
    passing: "a quiet room with a clock in it",
    help: "check that the generated samples reach the encoder, at a scale of -1 to 1 (or the integers' full range)")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream that is silent.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.filter { $0.decoded.peak < Self.peak && $0.decoded.nonFiniteSamples == 0 }.map {
      audio, decoded in
      let message = "\(audio.name) is silent: no sample exceeds \(decoded.peak.decimal(places: 6)) of full scale"
      return Finding(description, message, at: audio.location)
    }
  }
}
