public import Findings

extension SandboxRules {
  /// A planned output is not there.
  public static let missingOutput = RuleDescription(
    code: "GL501", name: "missing-output",
    summary: "Every planned output is written.",
    explanation: """
      A model that ends with exit status 0 has promised its files: the path in {output} (and in {audio_output}, \
      where the track asks for a WAV) must exist when the command ends. Files are looked for once, after the last \
      process of the sandbox is gone; what a background process would have written later is never seen. A run that \
      failed for another reason gets that reason alone, not this rule beside it.
      """,
    failing: "exit status 0, and /out is empty",
    passing: "exit status 0, and /out/0007.mp4 is a regular file",
    help: "write to the path given by {output} or $GENLOCK_OUTPUT, and exit non-zero when that fails")
}
