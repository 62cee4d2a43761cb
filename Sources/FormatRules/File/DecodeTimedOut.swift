public import Findings
import Media

/// The file decodes within the wall limit.
public struct DecodeTimedOut: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL513", name: "decode-timed-out", fault: .ambiguous,
    summary: "An output decodes within the time allowed for one file.",
    explanation: """
      Decoding a clip of a few seconds takes a fraction of a second. A file that keeps a decoder busy past the limit (a \
      minute unless it is set otherwise) is longer or larger than any track asks for, or is built to hang. On a machine \
      that is overloaded beyond measure an honest file could meet the limit too, which is why the fault is ambiguous.
      """,
    failing: "a file whose index loops, or hours of 8K video in a small file",
    passing: "four seconds of 256x256 video",
    help: "write clips of the length the track asks for")

  /// Makes the rule.
  public init() {}

  /// One finding for each file whose decode was stopped by the clock.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.failures(.timedOut, description, "decoding took longer than one file may take")
  }
}
