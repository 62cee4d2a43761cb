import Findings

/// A run has at least one prompt and not more than can be handled.
enum PromptCount {
  static let rule = RuleDescription(
    code: "GL045", name: "prompt-count",
    summary: "A run has at least one prompt and not more than can be handled.",
    explanation: """
      A list is at most 16 MiB long and has 1 to 100,000 prompts, and prompts times samples are at most \
      1,000,000. A list of nothing is a mistake, not a run that succeeds at once.
      """,
    failing: """
      prompts: {list: []}
      """,
    passing: """
      prompts: {list: [a dog barks]}
      """)

  static let most = 100_000
  static let mostSamples = 1_000_000
  static let mostBytes = 16 << 20
}
