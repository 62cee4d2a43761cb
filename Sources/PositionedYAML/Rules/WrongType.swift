import Findings

/// A field holds the kind of value it asks for.
enum WrongType {
  static let rule = RuleDescription(
    code: "GL013", name: "wrong-type",
    summary: "A field holds the kind of value it asks for.",
    explanation: """
      A list stands where text is expected, a mapping where a list is, text where a number is, and so on. \
      Scalars are text until a field asks for something else: `no` is the text no, and a number is a number only \
      without quotes.
      """,
    failing: """
      metrics: {av-align: yes}
      """,
    passing: """
      metrics: [av-align]
      """)

  static func finding(
    path: String, expected: String, found: String, at range: TextRange, help: String?, in source: SourceText
  )
    -> Finding
  {
    source.finding(rule, "`\(path)` is \(found); expected \(expected)", at: range, help: help)
  }
}
