public import Findings
import Media

/// The file's name says what its container is.
public struct FileExtension: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL521", name: "file-extension", severity: .warning,
    summary: "An output's name ends in what its container is.",
    explanation: """
      The harness looks at the bytes, so a WebM named `.mp4` is judged like any other file. The challenge's own scripts \
      choose readers by name, and some of them refuse or skip what they do not expect.
      """,
    failing: "a GIF named `0001.mp4`",
    passing: "an mp4 named `0001.mp4`, a WAV named `0001.wav`",
    help: "write the container that the name promises (`-f mp4`, `-f wav`)")

  private static let containers: [String: String] = [
    "mp4": "mp4", "m4v": "mp4", "mov": "mov", "wav": "wav", "webm": "webm", "mkv": "matroska", "avi": "avi",
    "gif": "gif",
  ]

  /// Makes the rule.
  public init() {}

  /// One finding for each file in another container than its name says.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.files.compactMap { file, media in
      let name = file.split(separator: "/").last ?? Substring(file)
      guard let dot = name.lastIndex(of: ".") else { return nil }
      let suffix = name[name.index(after: dot)...].lowercased()
      guard let container = Self.containers[suffix], !media.format.split(separator: ",").contains(Substring(container))
      else { return nil }
      return Finding(
        description, "the name ends in .\(suffix), but the container is \(media.format)", at: subject.location(file))
    }
  }
}
