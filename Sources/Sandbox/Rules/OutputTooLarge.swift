import Findings

extension SandboxRules {
  static let outputTooLarge = RuleDescription(
    code: "GL503", name: "output-too-large",
    summary: "Outputs fit the output limit.",
    explanation: """
      /out has the size of the limit "output": a write beyond it fails with "No space left on device" (ENOSPC). \
      The rule is broken when /out was full at the end of the run, or when a planned file claims more bytes than \
      the limit (a sparse file can). A folder that was full at the end counts even with exit status 0, because the \
      last write may have been cut short. Intermediate files belong in /scratch, which has a limit of its own.
      """,
    failing: "limits.output is 64 MiB and the model writes raw frames into /out",
    passing: "raw frames go to /scratch, the encoded clip of 340 KiB to /out",
    help: "encode the clip, keep intermediate files in /scratch, or ask for more with limits.output")
}
