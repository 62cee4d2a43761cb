import Findings

extension SandboxRules {
  static let exitCode = RuleDescription(
    code: "GL602", name: "exit-code",
    summary: "The model exits with status 0.",
    explanation: """
      A status other than 0 says that the model itself reports failure. Its last lines on standard error, kept in \
      the run directory under logs/, usually say why. A missing network, a read-only folder or a missing package \
      show up this way.
      """,
    failing: "python3 generate.py ends with a traceback, exit status 1",
    passing: "python3 generate.py ends with exit status 0",
    help: "read the log of the sample; run the same command by hand in an image without network")
}
