import Findings

/// YAML tags (`!name`) are not used.
enum Tag {
  static let rule = RuleDescription(
    code: "GL007", name: "yaml-tag",
    summary: "YAML tags (`!name`) are not used.",
    explanation: """
      A tag asks the reader to make something else of a value; in some readers it runs code. Scalars here are \
      text until the schema asks for a type, so no tag has a meaning, not even `!!str`. A text that begins with \
      `!` needs quotes.
      """,
    failing: """
      name: !!python/object drummer
      """,
    passing: """
      name: drummer
      """,
    help: "remove the tag; put quotes around a text that begins with `!`")

  static func finding(tag: String, at range: TextRange, in source: SourceText) -> Finding {
    source.finding(rule, "the tag `\(tag.shownInMessage)` is not allowed", at: range)
  }
}
