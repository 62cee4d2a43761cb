import Findings

extension SandboxRules {
  static let signal = RuleDescription(
    code: "GL603", name: "signal",
    summary: "The model is not ended by a signal.",
    explanation: """
      A crash in native code (SIGSEGV, SIGBUS, SIGILL), an abort (SIGABRT) or a signal of the model to itself. The \
      sandbox reports statuses as a shell does, 128 plus the signal, so a program that exits with 139 reads as \
      SIGSEGV. SIGKILL and SIGTERM that came neither from a limit nor from memory are marked ambiguous.
      """,
    failing: "a native extension dereferences a null pointer: SIGSEGV",
    passing: "the model ends with exit status 0",
    help:
      "run the model under faulthandler or a debugger; SIGILL often means that a wheel was built for another processor")
}
