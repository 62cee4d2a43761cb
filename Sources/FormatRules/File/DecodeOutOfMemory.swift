public import Findings
import Media

/// The file decodes within a worker's memory.
public struct DecodeOutOfMemory: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL514", name: "decode-out-of-memory",
    summary: "An output decodes within the memory allowed for one file.",
    explanation: """
      A small file can ask for a great deal of memory: 200 KB of black 8192x8192 pictures need 700 MB to decode. The \
      decoder runs under a memory limit and this file met it.
      """,
    failing: "an h264 stream of 8192x8192 pictures",
    passing: "256x256 pictures",
    help: "write pictures of the size the track asks for")

  /// Makes the rule.
  public init() {}

  /// One finding for each file whose decode met the memory limit.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.failures(.outOfMemory, description, "decoding needed more memory than one file may take")
  }
}
