import Findings
import Sandbox
import Testing

@testable import Evaluation

@Suite("The verdict")
struct VerdictRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var samples: [SampleResult]
    var findings: [Finding] = []
    var tolerated = 0
    var verdict: Verdict

    init(_ name: String, _ samples: [SampleResult], findings: [Finding] = [], tolerated: Int = 0, _ verdict: Verdict) {
      testDescription = name
      self.samples = samples
      self.findings = findings
      self.tolerated = tolerated
      self.verdict = verdict
    }
  }

  private static func finding(_ severity: Severity, _ fault: Fault = .submission) -> Finding {
    Finding(
      code: RuleCode(rawValue: "GL999"), severity: severity, fault: fault, message: "m", location: Location(), help: nil
    )
  }

  private static func sample(
    _ outcome: Outcome? = .completed, fault: Fault? = nil, _ findings: [Finding] = [], pending: Bool = false
  ) -> SampleResult {
    var sample = SampleResult(id: "0000")
    sample.record = outcome.map { InvocationRecord(outcome: $0, fault: fault, wallSeconds: 1) }
    sample.findings = findings
    sample.isPending = pending
    return sample
  }

  static let cases: [Case] = [
    Case("all good", [sample(), sample(nil)], .accepted),
    Case("warnings do not reject", [sample(.completed, [finding(.warning), finding(.note)])], .accepted),
    Case("one error rejects", [sample(), sample(.completed, [finding(.error)])], .rejected),
    Case("a failed sample rejects", [sample(.exited(1), fault: .submission, [finding(.error)])], .rejected),
    Case("a tolerated failure does not", [sample(), sample(.exited(1), fault: .submission)], tolerated: 1, .accepted),
    Case("one more than tolerated does", [sample(.exited(1)), sample(.exited(1))], tolerated: 1, .rejected),
    Case("not run is incomplete", [sample(), sample(nil, pending: true)], .incomplete),
    Case(
      "lost to the environment is incomplete",
      [sample(.startFailed, fault: .environment, [finding(.error, .environment)])], .incomplete),
    Case("cancelled is incomplete", [sample(.cancelled)], .incomplete),
    Case("rejected outweighs incomplete", [sample(.exited(1)), sample(nil, pending: true)], .rejected),
    Case(
      "a fault of ours outweighs all", [sample(.exited(1)), sample(.completed, [finding(.error, .harness)])], .error),
    Case("an error of the whole submission rejects", [sample()], findings: [finding(.error)], .rejected),
    Case("nothing judged is incomplete", [], .incomplete),
  ]

  @Test("follows from samples and findings", arguments: cases)
  func verdict(_ given: Case) {
    #expect(
      VerdictRule.verdict(samples: given.samples, findings: given.findings, toleratedFailures: given.tolerated)
        == given.verdict)
  }
}
