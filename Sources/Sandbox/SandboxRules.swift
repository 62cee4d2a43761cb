public import Findings

/// The rules about what a model left in `/out` (`GL5xx`) and how its run ended (`GL6xx`).
public enum SandboxRules {
  /// Every rule, in code order.
  public static let all: [RuleDescription] = [
    missingOutput, outputNotAFile, outputTooLarge, tooManyOutputs, strangeOutputName, unexpectedOutput,
    timedOut, exitCode, signal, outOfMemory, processLimit, cpuExceeded, startFailed, protocolViolation, cancelled,
  ]
}
