public import Findings
import Media
import Quantities
import Tracks

/// The file is no larger than the track takes.
public struct FileSize: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL519", name: "file-size",
    summary: "An output is no larger than the track takes.",
    explanation: """
      The track sets a largest size for one file. A clip of a few seconds at 256x256 takes well under a megabyte with \
      h264; a file far above that is uncompressed, or padded.
      """,
    failing: "a 70 MiB file of raw video where the track takes 64 MiB",
    passing: "a 300 KiB mp4",
    help: "encode with h264 (`-c:v libx264 -crf 18`) instead of a lossless codec")

  /// Makes the rule.
  public init() {}

  /// One finding for each file over the track's size.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let most = subject.track?.accepts.fileSize else { return [] }
    return subject.files.filter { $0.media.byteCount > most.bytes }.map { file, media in
      let size = ByteCount(bytes: media.byteCount).map(\.description) ?? "\(media.byteCount) B"
      return Finding(description, "the file has \(size); the track takes at most \(most)", at: subject.location(file))
    }
  }
}
