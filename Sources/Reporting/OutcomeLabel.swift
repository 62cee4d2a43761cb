import Sandbox

extension Outcome {
  /// The outcome in reports: `completed`, `exited(3)`, `timed-out(prompt)`.
  var reportLabel: String {
    switch self {
    case .completed: "completed"
    case .exited(let code): "exited(\(code))"
    case .signalled(let name): "signalled(\(name))"
    case .timedOut(let clock): "timed-out(\(clock.rawValue))"
    case .cpuExceeded: "cpu-exceeded"
    case .outOfMemory: "out-of-memory"
    case .processLimit: "process-limit"
    case .outputMissing: "output-missing"
    case .outputTooLarge: "output-too-large"
    case .outputNotAFile: "output-not-a-file"
    case .protocolViolation: "protocol-violation"
    case .startFailed: "start-failed"
    case .cancelled: "cancelled"
    }
  }
}
