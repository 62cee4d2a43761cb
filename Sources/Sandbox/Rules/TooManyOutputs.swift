import Findings

extension SandboxRules {
  static let tooManyOutputs = RuleDescription(
    code: "GL504", name: "too-many-outputs",
    summary: "Few entries lie in /out.",
    explanation: """
      Files and folders beneath /out are counted, and counting stops at the limit (256 unless the track says \
      otherwise): a folder with millions of entries would otherwise keep the harness busy instead of the model.
      """,
    failing: "/out holds 5,000 frames as PNG files",
    passing: "/out holds 0007.mp4 alone",
    help: "keep frames and other intermediate files in /scratch")
}
