import Findings
import PositionedYAML

/// The id of a prompt is safe as the name of a file.
enum PromptID {
  static let rule = RuleDescription(
    code: "GL043", name: "prompt-id",
    summary: "The id of a prompt is safe as the name of a file.",
    explanation: """
      Ids name outputs, logs and rows of reports. An id has 1 to 64 letters, digits, `.`, `_` and `-` of ASCII, \
      and begins with a letter or a digit. Without ids prompts are called 0000, 0001 and so on. Inputs from a \
      folder are called as their files; a list (`.csv`) can give them other ids.
      """,
    failing: """
      id,prompt
      ../x,a dog barks
      """,
    passing: """
      id,prompt
      dog-1,a dog barks
      """,
    help: "use letters, digits, `.`, `_` and `-`")

  static func isSafe(_ id: String) -> Bool {
    guard (1...64).contains(id.utf8.count), let first = id.utf8.first, isAlphanumeric(first) else { return false }
    return id.utf8.allSatisfy {
      isAlphanumeric($0) || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains($0)
    }
  }

  static func message(_ id: String) -> String {
    id.isEmpty ? "the id is empty" : "the id `\(id.shownInMessage)` is not safe as a file's name"
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
