import Findings
import Quantities
import Testing

@testable import Sandbox

/// The order of reasons: a kill, then memory, then processes, then the status.
struct JudgementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var report: String
    var error = ""
    var outcome: String
    var fault: Fault?
    var hits: Set<LimitName> = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "success", report: "exit=0", outcome: "completed"),
    Case(
      name: "success beside a memory kill", report: "exit=0\noom-kills=1", outcome: "completed", hits: [.memory]),
    Case(name: "status", report: "exit=7", outcome: "exited(7)", fault: .submission),
    Case(
      name: "memory before processes before status", report: "exit=1\noom-kills=2\nprocess-refusals=3",
      outcome: "out-of-memory", fault: .submission, hits: [.memory, .processes]),
    Case(
      name: "processes before status", report: "exit=1\nprocess-refusals=3", outcome: "process-limit",
      fault: .submission, hits: [.processes]),
    Case(
      name: "a kill before everything", report: "killed=wall\noom-kills=1\nprocess-refusals=1",
      outcome: "timed-out(prompt)", fault: .submission, hits: [.prompt, .memory, .processes]),
    Case(
      name: "memory kill of the monitor", report: "oom-kills=1", outcome: "out-of-memory", fault: .submission,
      hits: [.memory]),
    Case(
      name: "too little memory to build the sandbox", report: "failure=bwrap could not build\noom-kills=1",
      outcome: "out-of-memory", fault: .submission, hits: [.memory]),
    Case(
      name: "full output", report: "exit=1\nfull=output", outcome: "output-too-large", fault: .submission,
      hits: [.output]),
    Case(
      name: "full scratch is told beside the status", report: "exit=1\nfull=scratch", outcome: "exited(1)",
      fault: .submission, hits: [.scratch]),
    Case(name: "plain 137", report: "exit=137", outcome: "signalled(SIGKILL)", fault: .ambiguous),
    Case(name: "status beyond the signals", report: "exit=200", outcome: "exited(200)", fault: .submission),
    Case(name: "cancelled", report: "killed=cancelled", outcome: "cancelled", fault: .environment),
    Case(
      name: "broken engine", report: "failure=cannot fork", outcome: "start-failed", fault: .environment),
    Case(
      name: "missing program", report: "measurement=cgroup", error: "bwrap: execvp x: No such file or directory\n",
      outcome: "start-failed", fault: .submission),
    Case(
      name: "a model that forges bwrap's words", report: "exit=1",
      error: "bwrap: execvp x: No such file or directory\n", outcome: "exited(1)", fault: .submission),
    Case(name: "nothing known", report: "", outcome: "start-failed", fault: .environment),
  ]

  @Test(arguments: cases) func reasonsHaveAnOrder(_ example: Case) {
    let invocation = Invocation(
      sample: "0", command: ["x"], environment: [:], root: .host, model: nil, inputs: [:],
      limits: InvocationLimits(wall: .seconds(1)))
    let judgement = Judgement(
      WardenReport(example.report), invocation: invocation,
      standardError: CapturedLog(head: Array(example.error.utf8), totalBytes: Int64(example.error.utf8.count)))
    #expect(judgement.outcome.label == example.outcome)
    #expect(judgement.fault == example.fault)
    #expect(judgement.limitsHit == example.hits)
  }

  @Test func reportReadsEveryKey() {
    let report = WardenReport(
      "end\nfailure=a=b\nsurvived=1\nkilled=cpu\nexit=3\nwall-ns=1500000000\ncpu-ns=250000000\npeak-bytes=4096\n"
        + "oom-kills=1\nprocess-refusals=2\nmeasurement=sampled\nfull=shm\nholds=pids1\nproblem=memory1: no\nnew=1\n")
    #expect(report.failure == "a=b")
    #expect(report.survivedKill)
    #expect(report.kill == .cpu)
    #expect(report.exitCode == 3)
    #expect(report.wallSeconds == 1.5)
    #expect(report.cpuSeconds == 0.25)
    #expect(report.peakMemory == 4096)
    #expect(report.oomKills == 1 && report.processRefusals == 2)
    #expect(report.measurement == .sampled)
    #expect(report.full == [.shm])
    #expect(report.holds == ["pids1"])
    #expect(report.problems == ["memory1: no"])
  }

  @Test(arguments: 0..<300) func anyBytesAreAReport(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    let alphabet = Array("end\nexit=killed=wall-ns=9-1e999 \u{0}é".unicodeScalars)
    let scalars = (0..<Int.random(in: 0...80, using: &random)).compactMap { _ in alphabet.randomElement(using: &random)
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    let report = WardenReport(text)
    #expect(report.oomKills == 0)
  }
}
