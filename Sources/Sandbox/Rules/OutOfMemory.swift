import Findings

extension SandboxRules {
  static let outOfMemory = RuleDescription(
    code: "GL604", name: "out-of-memory",
    summary: "The model stays within its memory limit.",
    explanation: """
      The limit counts all processes of the model together: anonymous memory, page cache that cannot be dropped, \
      and everything in /out, /scratch, /tmp and /dev/shm, which live in memory. The kernel counts its own kills \
      for that limit and the verdict follows this counter, not the exit status 137. GPU memory is not counted.
      """,
    failing: "limits.memory is 4 GiB and the model loads 6 GiB of weights",
    passing: "weights are memory-mapped or loaded in half precision",
    help: "load weights in half precision or memory-mapped, or ask for more with limits.memory")
}
