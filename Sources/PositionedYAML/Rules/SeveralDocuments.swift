import Findings

/// A YAML file holds one document only.
enum SeveralDocuments {
  static let rule = RuleDescription(
    code: "GL005", name: "yaml-several-documents",
    summary: "A YAML file holds one document only.",
    explanation: """
      A second `---` begins a second document, and a reader that stops after the first would silently ignore \
      everything below it. Join the documents or remove the second.
      """,
    failing: """
      name: drummer
      ---
      team: Example Lab
      """,
    passing: """
      ---
      name: drummer
      team: Example Lab
      """,
    help: "remove the second `---` and what belongs to it")

  static func finding(at range: TextRange, in source: SourceText) -> Finding {
    source.finding(rule, "a second document begins here; one is read", at: range)
  }
}
