import Findings

/// A mapping has each key once.
enum DuplicateKey {
  static let rule = RuleDescription(
    code: "GL008", name: "yaml-duplicate-key",
    summary: "A mapping has each key once.",
    explanation: """
      Of two equal keys most readers silently keep the last. Keys are compared as text after Unicode \
      normalisation, so `1` and `\"1\"`, or a composed and a decomposed é, are the same key. Remove one of the \
      two.
      """,
    failing: """
      name: drummer
      \"name\": piper
      """,
    passing: """
      name: drummer
      """,
    help: "remove one of the two")

  static func finding(key: String, at range: TextRange, first: TextPosition, in source: SourceText) -> Finding {
    source.finding(
      rule, "the key `\(key.shownInMessage)` is here a second time; the first is in line \(first.line)", at: range)
  }
}
