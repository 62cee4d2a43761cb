public import Findings

extension SandboxRules {
  /// A wall clock ran out.
  public static let timedOut = RuleDescription(
    code: "GL601", name: "timed-out",
    summary: "The model ends before its wall clock runs out.",
    explanation: """
      The supervisor starts the clock when it lets the command go and kills the whole tree when the limit is \
      reached, with SIGKILL and without a warning: processes that ignore SIGTERM, that left the session or that \
      forked twice die too. In per-prompt mode the clock is limits.load plus limits.prompt, because every prompt \
      loads the model again.
      """,
    failing: "limits.prompt is 120 s and the model still runs after 120 s",
    passing: "the model ends after 40 s",
    help: "generate faster, use worker mode so that the model is loaded once, or ask for more with limits.prompt")
}
