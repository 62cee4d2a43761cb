import Findings

extension SandboxRules {
  static let processLimit = RuleDescription(
    code: "GL605", name: "process-limit",
    summary: "The model stays within its process limit.",
    explanation: """
      Threads count as processes. The kernel refuses a fork or a new thread beyond limits.processes with EAGAIN \
      ("Resource temporarily unavailable") and counts the refusal; the rule is broken when that happened and the \
      run failed.
      """,
    failing: "a fork bomb, or 64 data loaders with 128 threads each",
    passing: "OMP_NUM_THREADS is set and two data loaders run",
    help: "set OMP_NUM_THREADS and use fewer workers, or ask for more with limits.processes")
}
