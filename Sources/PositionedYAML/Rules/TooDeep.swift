import Findings

/// YAML is nested at most 32 deep.
enum TooDeep {
  static let rule = RuleDescription(
    code: "GL009", name: "yaml-too-deep",
    summary: "YAML is nested at most 32 deep.",
    explanation: """
      No spec needs more than five levels. The limit keeps a hostile file from costing time or stack.
      """,
    failing: """
      a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
      """,
    passing: """
      a: [[[]]]
      """)

  static func finding(at range: TextRange, in source: SourceText) -> Finding {
    source.finding(
      rule, "this collection is nested more than \(YAMLReader.maximumDepth) deep",
      at: TextRange(start: range.start, end: range.start))
  }
}
