public import Findings
import Media

/// The decoder survives the file.
public struct DecoderCrashed: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL512", name: "decoder-crashed", fault: .ambiguous,
    summary: "An output decodes without crashing the decoder.",
    explanation: """
      The process that decodes this file (confined, one file at a time) died of a signal. Malformed bytes are the usual \
      cause, so the file is not accepted; a crash is also a bug in a decoder, which is why the fault is ambiguous. Other \
      files are not affected.
      """,
    failing: "a stream with corrupted slice headers that makes the decoder write out of bounds",
    passing: "a file that `ffmpeg -v error -i FILE -f null -` decodes in silence",
    help: "encode the clip again with a current ffmpeg; report the file if it still crashes")

  /// Makes the rule.
  public init() {}

  /// One finding for each file whose decoder crashed.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.failures(.crashed, description, "the decoder crashed on the file")
  }
}
