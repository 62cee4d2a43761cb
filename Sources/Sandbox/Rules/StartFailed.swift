import Findings

extension SandboxRules {
  static let startFailed = RuleDescription(
    code: "GL607", name: "start-failed",
    fault: .environment,
    summary: "The command can be started.",
    explanation: """
      Either the program of the spec does not exist or cannot be executed inside the sandbox (the fault of the \
      submission: the message names it), or the sandbox itself could not be built (the fault of the environment: \
      genlock doctor shows what is missing). A script needs its executable bit and an interpreter that exists \
      inside the image.
      """,
    failing: "command: [generate] in an image that has no such program",
    passing: "command: [python3, generate.py] in an image with python3",
    help: "check the first word of command, its executable bit and its interpreter inside the image; run genlock doctor"
  )
}
