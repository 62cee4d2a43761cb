public import Findings
import Media

/// The header's count of pictures is the count that decodes.
public struct DeclaredFrameCount: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL211", name: "declared-frame-count", severity: .warning,
    summary: "The count of pictures a header declares is the count that decodes.",
    explanation: """
      Readers that seek by number or allocate by the header's count see other pictures than those that decode to the \
      end: `CAP_PROP_FRAME_COUNT` is such a header. Counts are judged by what decodes. Common causes: a file cut off \
      while it was written, a stream copy that starts between two key frames (pictures before the edit list's start are \
      counted and not shown), damaged packets.
      """,
    failing: "an index of 40 pictures of which 32 decode",
    passing: "an index of 32 pictures that all decode; a container without a count",
    help: "encode the clip again instead of copying its streams")

  /// Makes the rule.
  public init() {}

  /// One finding where declared and decoded count differ.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.wholeVideo, let declared = video.stream.declaredFrameCount,
      declared != decoded.frameCount
    else { return [] }
    let message = "the header declares \(Measure.count(declared, "frame")), but \(decoded.frameCount) decode"
    return [Finding(description, message, at: video.location)]
  }
}
