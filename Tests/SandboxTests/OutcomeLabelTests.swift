import Sandbox
import Testing

/// The stable text of an outcome.
struct OutcomeLabelTests {
  struct Case: CustomTestStringConvertible {
    var outcome: Outcome
    var label: String
    var testDescription: String { label }
  }

  static let cases = [
    Case(outcome: .completed, label: "completed"), Case(outcome: .exited(3), label: "exited(3)"),
    Case(outcome: .signalled("SIGSEGV"), label: "signalled(SIGSEGV)"),
    Case(outcome: .timedOut(.load), label: "timed-out(load)"),
    Case(outcome: .timedOut(.prompt), label: "timed-out(prompt)"),
    Case(outcome: .timedOut(.total), label: "timed-out(total)"), Case(outcome: .cpuExceeded, label: "cpu-exceeded"),
    Case(outcome: .outOfMemory, label: "out-of-memory"), Case(outcome: .processLimit, label: "process-limit"),
    Case(outcome: .outputMissing, label: "output-missing"), Case(outcome: .outputTooLarge, label: "output-too-large"),
    Case(outcome: .outputNotAFile, label: "output-not-a-file"),
    Case(outcome: .protocolViolation, label: "protocol-violation"), Case(outcome: .startFailed, label: "start-failed"),
    Case(outcome: .cancelled, label: "cancelled"),
  ]

  @Test(arguments: cases) func labelReadsBack(_ example: Case) {
    #expect(example.outcome.label == example.label)
    #expect(Outcome(label: example.label) == example.outcome)
  }

  @Test(arguments: [
    "", "Completed", "completed ", "exited", "exited()", "exited(x)", "exited(03)", "exited(99999999999)",
    "signalled()", "signalled(a b)", "timed-out(later)", "timed-out", "exited(3))", "(3)",
  ])
  func otherTextIsNoOutcome(_ text: String) {
    #expect(Outcome(label: text) == nil)
  }

  @Test func onlyCompletedIsNobodysFault() {
    for example in Self.cases {
      #expect((example.outcome.usualFault == nil) == (example.outcome == .completed))
    }
  }
}
