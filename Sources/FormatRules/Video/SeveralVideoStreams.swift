public import Findings
import Media

/// There is one video stream.
public struct SeveralVideoStreams: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL209", name: "several-video-streams",
    summary: "A clip has one video stream.",
    explanation: """
      With several video streams it is open which one is meant: some readers take the first, some the largest. The \
      harness reads the first. Without a track this is a warning, because the file may be right for another purpose.
      """,
    failing: "an mp4 with two renditions of one clip",
    passing: "an mp4 with one video stream",
    help: "keep one: `-map 0:v:0 -map 0:a:0`")

  /// Makes the rule.
  public init() {}

  /// One finding where the video file has more than one video stream.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let media = subject.media, media.video.count > 1 else { return [] }
    let sizes = media.video.prefix(5).map { "\($0.width)x\($0.height)" }.joined(separator: ", ")
    let message = "the file has \(media.video.count) video streams (\(sizes)); only the first is read"
    return [
      Finding(
        description, message, at: subject.location(subject.file), severity: subject.track == nil ? .warning : nil)
    ]
  }
}
