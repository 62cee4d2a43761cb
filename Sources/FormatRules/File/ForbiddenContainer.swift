public import Findings
import Media

/// The container is one of those that hold their own media.
public struct ForbiddenContainer: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL511", name: "forbidden-container",
    summary: "An output is in a container that holds its own media.",
    explanation: """
      Playlists, manifests and network formats (HLS, DASH, concat scripts, SDP) name other files or addresses instead of \
      holding pictures and sound. They are refused before anything they name is opened: what they would show depends on \
      the machine that opens them.
      """,
    failing: "an HLS playlist saved as `0001.mp4`",
    passing: "an mp4 with its video and audio inside",
    help: "write one self-contained mp4")

  /// Makes the rule.
  public init() {}

  /// One finding for each file in a container outside the allow-list.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.failures(.forbiddenFormat, description, "the container is not one that holds its own media")
  }
}
