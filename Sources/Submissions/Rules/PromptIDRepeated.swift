import Findings

/// Every prompt has an id of its own.
enum PromptIDRepeated {
  static let rule = RuleDescription(
    code: "GL044", name: "prompt-id-repeated",
    summary: "Every prompt has an id of its own.",
    explanation: """
      Two prompts with one id would write to the same file. Ids that differ only in the case of letters count as \
      equal, because some file systems treat them so.
      """,
    failing: """
      id,prompt
      dog,a dog barks
      Dog,a dog howls
      """,
    passing: """
      id,prompt
      dog-1,a dog barks
      dog-2,a dog howls
      """,
    help: "give one of the two another id")

  static func message(_ id: String, first: String) -> String {
    "the id `\(id)` is here a second time; the first is \(first)"
  }
}
