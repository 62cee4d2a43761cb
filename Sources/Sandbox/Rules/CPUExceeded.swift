import Findings

extension SandboxRules {
  static let cpuExceeded = RuleDescription(
    code: "GL606", name: "cpu-exceeded",
    summary: "The model stays within its CPU time.",
    explanation: """
      User plus system seconds of all processes together, read from the counters of the sandbox several times a \
      second. Eight busy threads use eight CPU seconds a second.
      """,
    failing: "the track allows 600 CPU seconds and sixteen threads run for a minute",
    passing: "the model uses 200 CPU seconds",
    help: "use fewer threads or a smaller model on the CPU")
}
