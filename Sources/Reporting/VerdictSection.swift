import Evaluation
import Findings
import Sandbox

/// The last lines: the verdict, whose fault it is, and what to do next.
struct VerdictSection {
  let style: TextStyle

  func lines(_ result: EvaluationResult) -> [String] {
    let good = result.samples.count(where: \.isAccepted)
    var facts = [judged(result, good: good)]
    let pending = result.samples.count(where: \.isPending)
    if pending > 0 { facts.append("\(pending) not run") }
    if let fault = fault(of: result) { facts.append("fault: \(fault.rawValue)") }
    facts.append(Figures.seconds(result.wallSeconds) + (result.kind == .run ? " of model time" : ""))
    let emphasis: TextStyle.Emphasis =
      switch result.verdict {
      case .accepted: .green
      case .incomplete: .yellow
      case .rejected, .error: .red
      }
    var lines = ["\(style.paint(result.verdict.rawValue, emphasis)): " + facts.joined(separator: " · ")]
    lines += next(result).map { "next: " + $0 }
    return lines
  }

  /// What the verdict is about.
  private func judged(_ result: EvaluationResult, good: Int) -> String {
    guard result.samples.isEmpty else { return "\(good) of \(counted(result.samples.count, "sample")) good" }
    return result.kind == .lint ? "the spec alone" : "no sample was judged"
  }

  /// Who can mend what stands between the result and `accepted`; nil where nothing does.
  private func fault(of result: EvaluationResult) -> Fault? {
    switch result.verdict {
    case .accepted: return nil
    case .error: return .harness
    case .incomplete: return .environment
    case .rejected:
      let errors = result.findings.filter { $0.severity == .error }
      let faults = Set(errors.map(\.fault) + result.samples.compactMap(\.fault))
      return faults.contains(.submission) || faults.isEmpty ? .submission : .ambiguous
    }
  }

  private func next(_ result: EvaluationResult) -> [String] {
    let findings = result.findings + result.samples.flatMap(\.findings)
    let worst = findings.filter { $0.severity == .error }.map(\.rule).min()
    switch result.verdict {
    case .accepted:
      guard let code = findings.filter({ $0.severity == .warning }).map(\.rule).min() else { return [] }
      return ["nothing has to be mended; `genlock explain \(code)` says what a warning means for the numbers"]
    case .rejected:
      var steps = worst.map { ["mend the errors above; `genlock explain \($0)` says what is checked and why"] } ?? []
      if let run = result.runDirectory,
        result.samples.contains(where: { $0.record.map(\.outcome) ?? .completed != .completed })
      {
        steps.append("the whole logs are in \(DisplayText.neutralised(run))/logs")
      }
      return steps
    case .incomplete:
      let run = result.runDirectory.map { DisplayText.neutralised($0) }
      return run.map { ["`genlock resume \($0)` runs what is missing"] } ?? [
        "run it again; the cause is outside the submission"
      ]
    case .error:
      return ["this is a bug in Genlock, not in the submission: please report it with `genlock doctor` and this output"]
    }
  }
}
