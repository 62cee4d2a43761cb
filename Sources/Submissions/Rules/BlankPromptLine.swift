import Findings
import PositionedYAML

/// A list of prompts has no blank lines.
enum BlankPromptLine {
  static let rule = RuleDescription(
    code: "GL040", name: "blank-prompt-line",
    summary: "A list of prompts has no blank lines.",
    explanation: """
      In a text file every line is a prompt, and ids are counted by prompts. A blank line between prompts may be \
      an empty prompt, or nothing: whoever counts lines would give the prompts below other ids. Blank lines at \
      the end of the file are passed over with a warning.
      """,
    failing: """
      a dog barks

      a bell rings
      """,
    passing: """
      a dog barks
      a bell rings
      """,
    help: "remove the blank line")

  static func finding(line: Int, atEnd: Bool, in source: SourceText) -> Finding {
    let start = TextPosition(line: line, column: 1)
    return source.finding(
      rule, atEnd ? "blank line at the end of the prompts" : "blank line between prompts",
      at: TextRange(start: start, end: start), severity: atEnd ? .warning : .error)
  }
}
