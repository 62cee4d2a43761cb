public import Findings

extension SandboxRules {
  /// A file that was not asked for.
  public static let unexpectedOutput = RuleDescription(
    code: "GL506", name: "unexpected-output",
    severity: .note,
    summary: "Nothing but the planned outputs lies in /out.",
    explanation: """
      Only the planned files are copied; everything else in /out vanishes with the sandbox. Often the file is \
      there under another name, and this note shows which.
      """,
    failing: "/out holds output.mp4 beside the planned 0007.mp4",
    passing: "/out holds 0007.mp4 alone",
    help: "write to the path given by {output}; nothing else is kept")
}
