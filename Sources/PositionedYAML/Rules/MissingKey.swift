import Findings

/// A mapping has the keys it needs.
enum MissingKey {
  static let rule = RuleDescription(
    code: "GL012", name: "missing-key",
    summary: "A mapping has the keys it needs.",
    explanation: """
      The field has no default, because a guess would be wrong for somebody. The message names the field; \
      `genlock init` writes a spec that has them all.
      """,
    failing: """
      model:
        archive: model.tar.zst
      """,
    passing: """
      model:
        archive: model.tar.zst
        command: [python3, generate.py, \"{output}\"]
      """)

  static func finding(key: String, place: String, at range: TextRange, help: String?, in source: SourceText) -> Finding
  {
    source.finding(
      rule, "the key `\(key)` is missing\(place)", at: TextRange(start: range.start, end: range.start), help: help)
  }

  static func empty(path: String, at range: TextRange, in source: SourceText) -> Finding {
    source.finding(
      rule, "`\(path)` has no value", at: range, help: "give it a value, remove it, or put quotes around the text")
  }
}
