import Findings

extension SandboxRules {
  static let protocolViolation = RuleDescription(
    code: "GL608", name: "protocol-violation",
    summary: "A worker speaks its protocol.",
    explanation: """
      In worker mode the model answers one JSON object a line, and only when asked. A line that is not JSON, an \
      answer for another prompt or an answer without a question ends the worker; the prompt that was running \
      fails.
      """,
    failing: #"print("loading...") into the reply pipe"#,
    passing: #"{"id": "0007", "ok": true}"#,
    help: "print to standard output or standard error freely, and leave the reply pipe to genlock_worker.py")
}
