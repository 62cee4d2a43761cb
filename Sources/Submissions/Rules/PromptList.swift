import Findings
import PositionedYAML

/// A list of prompts can be read as what its name says.
enum PromptList {
  static let rule = RuleDescription(
    code: "GL042", name: "prompt-list-malformed",
    summary: "A list of prompts can be read as what its name says.",
    explanation: """
      `.txt` is one prompt a line; `.csv` has a header line with `prompt` and optionally `id` and `seed` (RFC \
      4180: fields in quotes may hold commas, a quote is doubled); `.jsonl` has one JSON object a line with the \
      same keys. Lists of inputs have `audio` (the path of a WAV file) and optionally `id`, `prompt` and `seed`. \
      Columns that are not used get a warning.
      """,
    failing: """
      id,prompt
      a,\"a dog barks
      """,
    passing: """
      id,prompt
      a,\"a dog, barking\"
      """)

  static func finding(
    _ message: String, line: Int, column: Int = 1, in source: SourceText, help: String? = nil, severity: Severity? = nil
  ) -> Finding {
    let start = TextPosition(line: line, column: column)
    return source.finding(rule, message, at: TextRange(start: start, end: start), help: help, severity: severity)
  }
}
