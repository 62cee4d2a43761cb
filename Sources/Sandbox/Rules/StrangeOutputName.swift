import Findings

extension SandboxRules {
  static let strangeOutputName = RuleDescription(
    code: "GL505", name: "strange-output-name",
    severity: .warning,
    summary: "Names in /out are plain text.",
    explanation: """
      A name in /out that is not UTF-8, or that holds control or text-direction characters, can forge lines in a \
      terminal or a report. Such a name is shown escaped. It is never a planned output, whose names the harness \
      chooses.
      """,
    failing: "/out/clip\\u{1B}[2J.mp4",
    passing: "/out/clip.mp4",
    help: "use letters, digits, dots, hyphens and underscores in file names")
}
