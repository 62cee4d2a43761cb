import Findings

/// Keys are plain text.
enum CollectionAsKey {
  static let rule = RuleDescription(
    code: "GL010", name: "yaml-collection-as-key",
    summary: "Keys are plain text.",
    explanation: """
      YAML allows a list or a mapping as a key; nothing here has such keys, and `{prompt}: x` without quotes is \
      one by accident. Put quotes around a key that begins with a bracket or a brace.
      """,
    failing: """
      {prompt}: a dog
      """,
    passing: """
      \"{prompt}\": a dog
      """,
    help: "put quotes around the key")

  static func finding(at range: TextRange, in source: SourceText) -> Finding {
    source.finding(rule, "a list or a mapping cannot be a key", at: range)
  }
}
