public import Findings
import Media

/// The file does not make the decoder do what a decoder never does.
public struct ConfinementBreach: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL515", name: "confinement-breach", fault: .ambiguous,
    summary: "An output decodes without a system call that decoding does not need.",
    explanation: """
      The decoder may read the one file it was handed, ask for memory and write its results; the kernel kills it at \
      anything else (opening a file, a socket, a process). This file led it there. That is what an exploit looks like; \
      an unusual codec path that needs a call nobody foresaw looks the same, which is why the fault is ambiguous.
      """,
    failing: "a file that makes a demuxer open another file it names",
    passing: "h264 and AAC in an mp4",
    help: "encode the clip with a common codec; report the file if it is an honest one")

  /// Makes the rule.
  public init() {}

  /// One finding for each file whose decoder was stopped by its confinement.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.failures(.confinementBreach, description, "the decoder tried what a decoder may not do")
  }
}
