import Findings

extension SandboxRules {
  static let cancelled = RuleDescription(
    code: "GL609", name: "cancelled",
    severity: .note, fault: .environment,
    summary: "The run is not interrupted.",
    explanation: """
      The user interrupted the run while this prompt was being generated. Nothing is held against the model: \
      genlock resume starts the prompt again from nothing.
      """,
    failing: "Ctrl-C while prompt 0007 is being generated",
    passing: "genlock resume runs/20250101T120000-drummer",
    help: "continue with genlock resume")
}
