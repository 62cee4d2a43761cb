import Findings

/// A value has the form its field asks for.
enum InvalidValue {
  static let rule = RuleDescription(
    code: "GL014", name: "invalid-value",
    summary: "A value has the form its field asks for.",
    explanation: """
      The text cannot be read as what the field holds: a time is a number with a unit (`90s`, `10m`, `1h30m`), a \
      size is a number with a unit (`64MiB`, `1.5GB`) or bytes, a whole number has no point, a choice is one of \
      the words listed. The message says what was expected, and names the nearest choice.
      """,
    failing: """
      limits: {prompt: 2 fortnights}
      """,
    passing: """
      limits: {prompt: 120s}
      """)

  static func finding(
    path: String, text: String, expected: String, at range: TextRange, help: String?, in source: SourceText
  )
    -> Finding
  {
    source.finding(
      rule, "`\(text.shownInMessage)` is not a value of `\(path)`; expected \(expected)", at: range, help: help)
  }
}
