import Findings
import Sandbox

/// How samples and findings become one verdict.
enum VerdictRule {
  /// The verdict, in falling order of what outweighs what:
  ///
  /// 1. `error`: something of ours failed, so nothing can be said about the submission.
  /// 2. `rejected`: more samples failed by the submission's fault than the track tolerates, or a finding of severity
  ///    error belongs to the whole submission.
  /// 3. `incomplete`: samples were not run, or were lost to the environment.
  /// 4. `accepted`: every planned sample completed without a finding of severity error.
  ///
  /// No sample at all is `incomplete`: nothing was judged.
  static func verdict(samples: [SampleResult], findings: [Finding], toleratedFailures: Int) -> Verdict {
    let all = samples.flatMap(\.findings) + findings
    let errors = all.filter { $0.severity == .error }
    if errors.contains(where: { $0.fault == .harness }) || samples.contains(where: { $0.record?.fault == .harness }) {
      return .error
    }
    let failed = samples.filter { !$0.isPending && !$0.isAccepted && !$0.isLost }
    let isRejectedAsWhole = findings.contains { $0.severity == .error && $0.fault != .environment }
    if failed.count > toleratedFailures || isRejectedAsWhole { return .rejected }
    if samples.isEmpty || samples.contains(where: { $0.isPending || $0.isLost }) { return .incomplete }
    return errors.contains { $0.fault == .environment } ? .incomplete : .accepted
  }
}

extension SampleResult {
  /// Whether the sample says nothing about the submission: the environment or the user ended it.
  public var isLost: Bool {
    if record?.fault == .environment || record?.outcome == .cancelled { return true }
    let errors = findings.filter { $0.severity == .error }
    return !errors.isEmpty && errors.allSatisfy { $0.fault == .environment }
  }
}
