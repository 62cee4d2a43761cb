import Findings

/// A value lies within the limits of its field.
enum OutOfRange {
  static let rule = RuleDescription(
    code: "GL015", name: "value-out-of-range",
    summary: "A value lies within the limits of its field.",
    explanation: """
      The value has the right form but not a size that can work: no samples at all, a memory limit in which no \
      process starts, a seed that does not fit 32 bits. The message names the range.
      """,
    failing: """
      prompts: {list: [a dog barks], samples: 0}
      """,
    passing: """
      prompts: {list: [a dog barks], samples: 1}
      """)

  static func finding(path: String, text: String, range allowed: String, at range: TextRange, in source: SourceText)
    -> Finding
  {
    source.finding(
      rule, "`\(path)` is \(text.shownInMessage); expected \(allowed)", at: range,
      help: "choose a value within the range")
  }
}
