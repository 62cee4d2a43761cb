import Findings

/// A YAML file holds a document.
enum EmptyDocument {
  static let rule = RuleDescription(
    code: "GL003", name: "yaml-empty",
    summary: "A YAML file holds a document.",
    explanation: """
      The file has no content, or only comments. `genlock init` writes a spec to start from.
      """,
    failing: """
      # nothing but a comment
      """,
    passing: """
      name: drummer
      """,
    help: "`genlock init` writes a spec to start from")

  static func finding(in source: SourceText) -> Finding {
    Finding(rule, "the file holds no document", at: Location(file: source.name))
  }
}
