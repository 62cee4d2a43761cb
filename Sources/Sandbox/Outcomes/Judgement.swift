import Findings
import Quantities

/// How a run ended, by rule: the first limit that caused a kill; otherwise out of memory, then the process limit, then
/// the exit status, and those only where it is not zero. What the model printed has no say.
struct Judgement: Hashable {
  var outcome: Outcome
  var fault: Fault?
  var limitsHit: Set<LimitName>
  var detail: String?

  /// Judges what the warden counted; an exit status of 0 is `completed` here, and the folder has the next word.
  init(_ report: WardenReport, invocation: Invocation, standardError: CapturedLog) {
    limitsHit = report.full
    if report.oomKills > 0 { limitsHit.insert(.memory) }
    if report.processRefusals > 0 { limitsHit.insert(.processes) }
    outcome = .completed
    if let kill = report.kill {
      settleKill(kill, invocation.limits)
    } else if let failure = report.failure, report.oomKills == 0 {
      settleStart(StartFailure(invocation: invocation, reason: failure, log: standardError))
    } else if report.exitCode != 0 {
      settleStatus(report, invocation, standardError)
    }
    if fault == nil { fault = outcome.usualFault }
  }

  private mutating func settleKill(_ kill: WardenReport.Kill, _ limits: InvocationLimits) {
    switch kill {
    case .wall:
      outcome = .timedOut(limits.wallClock)
      limitsHit.insert(LimitName(limits.wallClock))
    case .cpu:
      outcome = .cpuExceeded
      limitsHit.insert(.cpuTime)
    case .memory:
      outcome = .outOfMemory
      limitsHit.insert(.memory)
      detail = "the resident memory of all processes, looked at from outside, was over the limit"
    case .cancelled, .orphaned: outcome = .cancelled
    }
  }

  private mutating func settleStatus(_ report: WardenReport, _ invocation: Invocation, _ log: CapturedLog) {
    let words = lastWords(of: log)
    if report.oomKills > 0 {
      outcome = .outOfMemory
    } else if report.processRefusals > 0 {
      outcome = .processLimit
    } else if let code = report.exitCode {
      if report.full.contains(.output) {
        outcome = .outputTooLarge
      } else if let signal = SignalNames.signal(forStatus: code) {
        outcome = .signalled(signal)
      } else {
        outcome = .exited(code)
      }
    } else {
      settleStart(StartFailure(invocation: invocation, reason: nil, log: log))
      return
    }
    detail = words.map { "standard error ends with: \($0)" }
    if report.full.contains(.scratch) {
      detail = ["/scratch was full (\(invocation.limits.scratch))", detail].compactMap { $0 }.joined(separator: "; ")
    }
  }

  private mutating func settleStart(_ failure: StartFailure) {
    outcome = .startFailed
    fault = failure.fault
    detail = failure.detail
  }
}

extension LimitName {
  /// The limit a wall clock belongs to.
  init(_ clock: WallClock) {
    switch clock {
    case .load: self = .load
    case .prompt: self = .prompt
    case .total: self = .total
    }
  }
}
