public import Findings
import Media

/// The file is a media file whose headers can be read.
public struct FileNotMedia: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL510", name: "file-not-media",
    summary: "An output is a media file whose headers can be read.",
    explanation: """
      The file was opened and no demuxer could make sense of it: it is empty, it is something else under a media file's \
      name, or its index is lost. An mp4 keeps its index (the `moov` box) at the end unless it is written with \
      `+faststart`, so a file whose writer was killed or never closed has none and cannot be read at all.

      The sample keeps its place in every coverage; its metrics are unscored.
      """,
    failing: "an mp4 cut off before its `moov` box, an HTML page named `0001.mp4`, an empty file",
    passing: "an mp4 whose writer was closed before the process ended",
    help: "close the writer (or wait for ffmpeg) before the command exits, then check the file with `ffprobe`")

  /// Makes the rule.
  public init() {}

  /// One finding for each file that is not readable as media.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.failures(.notMedia, description, "the file cannot be read as media")
  }
}
