public import Findings
import Media

/// The file holds video and audio and nothing else.
public struct OtherStreams: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL520", name: "other-streams", severity: .note,
    summary: "An output holds video and audio and nothing else.",
    explanation: """
      Subtitles, cover pictures, time codes and data streams are not judged and not read. They are named so that nobody \
      believes a caption or a cover counts.
      """,
    failing: "an mp4 with a subtitle track",
    passing: "an mp4 with one video and one audio stream",
    help: "leave them out with `-map 0:v:0 -map 0:a:0`")

  /// Makes the rule.
  public init() {}

  /// One finding for each file with streams of other kinds.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.files.filter { !$0.media.otherStreams.isEmpty }.map { file, media in
      let kinds = media.otherStreams.prefix(5).joined(separator: ", ") + (media.otherStreams.count > 5 ? ", ..." : "")
      let count = Measure.count(media.otherStreams.count, "other stream")
      return Finding(description, "the file has \(count), which nobody reads: \(kinds)", at: subject.location(file))
    }
  }
}
