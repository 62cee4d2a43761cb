import Quantities
import Scoring

/// Scores: value, direction, coverage, state, parity, and below each its reason, interval, insight and warnings.
struct ScoreSection {
  let style: TextStyle

  func lines(_ scores: [Score]) -> [String] {
    guard !scores.isEmpty else { return [] }
    var table = TextTable(columns: [
      .init(title: "metric"),
      .init(title: "value", isTrailing: true),
      .init(title: "better", priority: 2),
      .init(title: "coverage", isTrailing: true),
      .init(title: "state"),
      .init(title: "parity", priority: 1),
    ])
    table.rows = scores.map(row)
    let rows = table.lines(style: style)
    return [rows[0]] + zip(rows.dropFirst(), scores).flatMap { [$0] + remarks($1) }
  }

  private func row(_ score: Score) -> [TextTable.Cell] {
    let value = score.state.reason == nil ? score.value.map(Figures.metric) : nil
    let expected = score.coverage.expected.map(String.init) ?? "?"
    let emphasis: TextStyle.Emphasis =
      switch score.state {
      case .complete: .green
      case .partial: .yellow
      case .unscored: .red
      }
    return [
      .init(DisplayText.neutralised(score.id.description)),
      .init(value ?? "-", .strong),
      .init(score.direction == .higher ? "higher" : "lower"),
      .init("\(score.coverage.scored) of \(expected)"),
      .init(score.state.label, emphasis),
      .init(score.parity.rawValue),
    ]
  }

  private func remarks(_ score: Score) -> [String] {
    var lines: [String] = []
    if let reason = score.state.reason { lines += indented("because " + reason) }
    lines += InsightLines().lines(score).flatMap(indented)
    return lines + score.warnings.flatMap { indented("warning: " + $0) }
  }

  private func indented(_ text: String) -> [String] {
    DisplayText.wrapped(DisplayText.neutralised(text), to: style.width - 6).enumerated().map {
      ($0 == 0 ? "    " : "      ") + $1
    }
  }
}
