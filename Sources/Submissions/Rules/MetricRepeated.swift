import Findings
import PositionedYAML

/// A list of metrics has each metric once.
enum MetricRepeated {
  static let rule = RuleDescription(
    code: "GL037", name: "metric-repeated", severity: .warning,
    summary: "A list of metrics has each metric once.",
    explanation: """
      A metric is computed once however often it is named, so the second mention has no effect.
      """,
    failing: """
      metrics: [av-align, av-align]
      """,
    passing: """
      metrics: [av-align]
      """,
    help: "remove one of the two")

  static func report(_ name: String, at field: Field) {
    field.report(rule, "the metric `\(name)` is listed twice")
  }
}
