public import Findings
import Media
import Tracks

/// There is one audio stream.
public struct SeveralAudioStreams: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL306", name: "several-audio-streams",
    summary: "A file has at most one audio stream.",
    explanation: """
      With several audio streams it is open which one is meant: some readers take the first, some the one with the most \
      channels, some mix. The harness reads the first. Without a track this is a warning, because the file may be right \
      for another purpose.
      """,
    failing: "an mp4 with a stereo and a mono version of its sound",
    passing: "an mp4 with one audio stream",
    help: "keep one: `-map 0:v:0 -map 0:a:0`")

  /// Makes the rule.
  public init() {}

  /// One finding for each file with more than one audio stream, unless its audio is not judged.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard subject.track?.audioSource != .input else { return [] }
    return subject.files.filter { $0.media.audio.count > 1 }.map { file, media in
      Finding(
        description, "the file has \(media.audio.count) audio streams; only the first is read",
        at: subject.location(file), severity: subject.track == nil ? .warning : nil)
    }
  }
}
