public import Findings
import Media

/// The file has a picture or a sound.
public struct FileWithoutStreams: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL522", name: "file-without-streams",
    summary: "An output has at least one video or audio stream.",
    explanation: """
      The container can be read, but there is no video and no audio stream in it: only the header was written, or \
      something else was stored.
      """,
    failing: "an mp4 whose writer was opened and closed without a frame",
    passing: "an mp4 with one video and one audio stream",
    help: "check that the writer was given frames before it was closed")

  /// Makes the rule.
  public init() {}

  /// One finding for each file without video and audio streams.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.files.filter { $0.media.video.isEmpty && $0.media.audio.isEmpty }.map { file, _ in
      Finding(description, "the file has neither a video nor an audio stream", at: subject.location(file))
    }
  }
}
