public import Findings
import Media

/// The sound keeps its rate and channels.
public struct AudioFormatChanges: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL308", name: "audio-format-changes",
    summary: "All samples have one rate and one number of channels.",
    explanation: """
      A stream may change its rate or its channels in the middle. Readers resample, drop or stop there, each in its own \
      way, so no number over such a clip means anything.
      """,
    failing: "a mono and a stereo clip joined byte by byte",
    passing: "16,000 Hz mono from the first sample to the last",
    help: "convert all parts to one format before they are joined")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream that changes.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.filter(\.decoded.changesFormat).map { audio, decoded in
      let message = """
        \(audio.name) starts as \(decoded.sampleRate) Hz with \(Measure.channels(decoded.channels)) and changes later
        """
      return Finding(description, message, at: audio.location)
    }
  }
}
