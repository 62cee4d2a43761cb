public import Evaluation
import Findings
import Tracks

/// What a participant sees: one screen with every sample, every finding grouped by rule, the scores and the verdict.
public struct TextRenderer: ReportRenderer {
  private let style: TextStyle

  /// Makes a renderer.
  public init(style: TextStyle = TextStyle()) {
    self.style = style
  }

  /// The whole report: header, samples, findings, logs of failed samples, scores, verdict.
  public func render(_ result: EvaluationResult) -> String {
    let sections = [
      header(result),
      SampleTable(style: style).lines(result),
      FindingSection(style: style).lines(result),
      LogSection(style: style).lines(result),
      ScoreSection(style: style).lines(result.scores),
      VerdictSection(style: style).lines(result),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// Submission, track and engine, what the organiser replaced, and what the sandbox could not hold.
  private func header(_ result: EvaluationResult) -> [String] {
    var name = result.name.map { DisplayText.neutralised($0) } ?? ""
    if let team = result.team { name += " (\(DisplayText.neutralised(team)))" }
    let track =
      result.track.map { "track \(DisplayText.neutralised($0.name)) v\($0.version)" }
      ?? (result.samples.isEmpty ? "" : "no track")
    let parts = [
      "genlock \(result.kind.rawValue)", name, track, result.sandbox.map { "engine \($0.engine)" } ?? "",
      result.samples.isEmpty ? "" : counted(result.samples.count, "sample"),
    ]
    var lines = [
      style.paint(DisplayText.cut(parts.filter { !$0.isEmpty }.joined(separator: " · "), to: style.width), .strong)
    ]
    if result.track == nil, result.kind == .lint, !result.samples.isEmpty {
      lines.append("  no track given: rules that need one were not run (choose one with --track)")
    }
    lines += result.replaced.map { "  replaced by the organiser: " + DisplayText.neutralised($0) }
    if let sandbox = result.sandbox { lines += SandboxLines(style: style).lines(sandbox) }
    return lines
  }
}
