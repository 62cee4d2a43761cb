public import Findings
import Media

/// The audio stream decodes to samples.
public struct AudioUndecodable: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL302", name: "audio-undecodable",
    summary: "The audio stream decodes to at least one sample.",
    explanation: """
      The header announces an audio stream, but not one sample came out of it: it has no packets, it is encrypted, or \
      its codec has no decoder here. This holds for the stream in the mp4 also where a good WAV lies beside it, because \
      everyone who plays the mp4 hears nothing.
      """,
    failing: "an mp4 with an audio track that was never written to",
    passing: "an mp4 with an AAC stream of four seconds",
    help: "encode with a common codec: `-c:a aac`")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream that gave no sample.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.audio.filter { $0.stream.decoded == nil }.map { audio in
      let reason = audio.stream.failure.map { ": \($0)" } ?? ""
      return Finding(
        description, "no sample of \(audio.name)'s \(audio.stream.codec) stream decodes\(reason)", at: audio.location)
    }
  }
}
