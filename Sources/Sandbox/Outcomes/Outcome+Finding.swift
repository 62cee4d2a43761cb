import Findings
import Quantities

extension Judgement {
  /// The one finding that says how the run ended; nil for `completed`, and for outcomes the output folder explains.
  func finding(_ report: WardenReport, limits: InvocationLimits, location: Location) -> Finding? {
    guard let (rule, message) = sentence(report, limits) else { return nil }
    let tail = detail.map { "; " + $0 } ?? ""
    return Finding(rule, message + tail, at: location, fault: fault)
  }

  private func sentence(_ report: WardenReport, _ limits: InvocationLimits) -> (RuleDescription, String)? {
    switch outcome {
    case .completed, .outputMissing, .outputNotAFile: nil
    case .outputTooLarge:
      (SandboxRules.outputTooLarge, "/out was full (\(limits.output)) and the command failed")
    case .exited(let code): (SandboxRules.exitCode, "the command exited with status \(code)")
    case .signalled("SIGXFSZ"):
      (
        SandboxRules.signal,
        "the command was ended by SIGXFSZ: a single file was made larger than output, scratch and shm may hold"
      )
    case .signalled(let name): (SandboxRules.signal, "the command was ended by \(name)")
    case .timedOut(let clock):
      (SandboxRules.timedOut, "killed after \(limits.wall.brief), the limit of the \(clock.rawValue) clock")
    case .cpuExceeded:
      (SandboxRules.cpuExceeded, "killed after \((limits.cpuTime ?? .zero).brief) of CPU time, its limit")
    case .outOfMemory:
      (SandboxRules.outOfMemory, "out of memory: the limit is \(limits.memory.map(\.description) ?? "the machine's")")
    case .processLimit:
      (SandboxRules.processLimit, "a process or thread beyond the limit of \(limits.processes) was refused")
    case .startFailed: (SandboxRules.startFailed, "the command was never started")
    case .protocolViolation: (SandboxRules.protocolViolation, "the worker spoke out of turn")
    case .cancelled: (SandboxRules.cancelled, "interrupted by the user")
    }
  }
}
