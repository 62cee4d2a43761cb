public import Findings

extension Outcome {
  /// Who can mend this outcome where nothing more is known; nil for `completed`.
  ///
  /// A `SIGKILL` or `SIGTERM` that was not ours may have come from the model or from the machine, so it is ambiguous;
  /// a start that failed is the environment's unless the program itself was missing, which the engine knows.
  public var usualFault: Fault? {
    switch self {
    case .completed: nil
    case .signalled("SIGKILL"), .signalled("SIGTERM"): .ambiguous
    case .startFailed, .cancelled: .environment
    case .exited, .signalled, .timedOut, .cpuExceeded, .outOfMemory, .processLimit, .outputMissing, .outputTooLarge,
      .outputNotAFile, .protocolViolation:
      .submission
    }
  }
}
