import Evaluation
import Findings
import Quantities
import Sandbox

/// The table of samples: outcome, verdict, cost and what decoded.
struct SampleTable {
  let style: TextStyle

  /// The table, cut to the style's rows with failures first and the rest counted.
  func lines(_ result: EvaluationResult) -> [String] {
    guard !result.samples.isEmpty else { return [] }
    let shown = selection(result.samples)
    var table = TextTable(columns: [
      .init(title: "sample", leastWidth: 24, isName: true),
      .init(title: "verdict"),
      .init(title: "outcome", priority: 1),
      .init(title: "findings", priority: 2),
      .init(title: "wall", isTrailing: true, priority: 5),
      .init(title: "cpu", isTrailing: true, priority: 6),
      .init(title: "memory", isTrailing: true, priority: 4),
      .init(title: "video", priority: 7),
      .init(title: "audio", priority: 8),
      .init(title: "prompt", leastWidth: 12, priority: 9),
    ])
    table.rows = shown.map(row)
    return table.lines(style: style) + remainder(result.samples, shown: shown)
  }

  /// All samples in order where they fit; otherwise the first of those that are not good, filled up with good ones.
  private func selection(_ samples: [SampleResult]) -> [SampleResult] {
    guard let limit = style.rows, samples.count > limit else { return samples }
    let bad = samples.filter { !$0.isAccepted }.prefix(limit)
    let chosen = Set((bad + samples.filter(\.isAccepted).prefix(limit - bad.count)).map(\.id))
    return samples.filter { chosen.contains($0.id) }
  }

  private func remainder(_ samples: [SampleResult], shown: [SampleResult]) -> [String] {
    let hidden = samples.count - shown.count
    guard hidden > 0 else { return [] }
    let bad = samples.count { !$0.isAccepted } - shown.count { !$0.isAccepted }
    let words = bad == 0 ? "all good" : "\(bad) of them not good"
    return ["  " + style.paint("and \(counted(hidden, "more sample")), \(words)", .faint)]
  }

  private func row(_ sample: SampleResult) -> [TextTable.Cell] {
    let record = sample.record
    let verdict: TextTable.Cell =
      sample.isPending ? .init("not run", .yellow) : sample.isAccepted ? .init("ok", .green) : .init("failed", .red)
    let audio = Figures.audio(sample.audioMedia).map { "wav \($0)" } ?? Figures.audio(sample.media)
    return [
      .init(DisplayText.neutralised(sample.id)),
      verdict,
      .init(record?.outcome.label ?? "", record.map { $0.outcome == .completed ? nil : .red } ?? nil),
      .init(codes(sample.findings)),
      .init(record.map { Figures.seconds($0.wallSeconds) } ?? ""),
      .init(record?.cpuSeconds.map(Figures.seconds) ?? ""),
      .init(record?.peakMemory.map(Figures.bytes) ?? ""),
      .init(Figures.video(sample.media) ?? ""),
      .init(audio ?? ""),
      .init(sample.prompt.map { DisplayText.neutralised($0) } ?? ""),
    ]
  }

  /// The distinct codes of errors and warnings, worst first, at most three and a count: `GL203 GL305 +2`.
  private func codes(_ findings: [Finding]) -> String {
    var codes: [String] = []
    for severity in [Severity.error, .warning] {
      for finding in findings where finding.severity == severity && !codes.contains(finding.rule.rawValue) {
        codes.append(finding.rule.rawValue)
      }
    }
    let shown = codes.prefix(3).joined(separator: " ")
    return codes.count > 3 ? shown + " +\(codes.count - 3)" : shown
  }
}
