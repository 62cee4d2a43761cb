public import Findings
import Media

/// The clip has a picture.
public struct VideoMissing: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL201", name: "video-missing",
    summary: "A clip has a video stream.",
    explanation: """
      Every track asks for sounding video: a file with sound alone has no picture to judge. A cover picture attached to \
      an audio file does not count as video.
      """,
    failing: "an m4a with a cover picture, named `0001.mp4`",
    passing: "an mp4 with one h264 stream",
    help: "map the video into the file (`-map 0:v:0`)")

  /// Makes the rule.
  public init() {}

  /// One finding where a track is given and the video file has no video stream.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard subject.track != nil, let media = subject.media, media.video.isEmpty, !media.audio.isEmpty else { return [] }
    return [Finding(description, "the file has no video stream", at: subject.location(subject.file))]
  }
}
