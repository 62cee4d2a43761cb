import Scoring

/// Scores in the JSON report.
enum ScoreJSON {
  static func score(_ score: Score) -> JSONValue {
    .members([
      "id": .string(score.id.description),
      "state": .string(score.state.label),
      "value": value(of: score),
      "reason": .optional(score.state.reason),
      "direction": .string(score.direction.rawValue),
      "coverage": .members([
        "scored": .count(score.coverage.scored), "expected": .optional(score.coverage.expected),
      ]),
      "interval": score.interval.map(interval) ?? .null,
      "insight": score.insight.map(InsightJSON.insight) ?? .null,
      "parity": .string(score.parity.rawValue),
      "samples": .object(score.samples.sorted { $0.key < $1.key }.map { .init($0.key, sampleValue($0.value)) }),
      "unscored_samples": .object(reasons(of: score)),
      "provenance": .object(score.provenance.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
      "warnings": .strings(score.warnings),
    ])
  }

  /// An unscored metric has no value, whatever the field holds.
  private static func value(of score: Score) -> JSONValue {
    score.state.reason == nil ? .optional(score.value) : .null
  }

  static func interval(_ interval: ScoreInterval) -> JSONValue {
    .members([
      "level": .number(interval.level), "low": .number(interval.low), "high": .number(interval.high),
      "method": .string(interval.method),
    ])
  }

  private static func sampleValue(_ score: SampleScore) -> JSONValue {
    if case .value(let value) = score { .number(value) } else { .null }
  }

  private static func reasons(of score: Score) -> [JSONValue.Member] {
    score.samples.sorted { $0.key < $1.key }.compactMap { id, score in
      if case .unscored(let reason) = score { JSONValue.Member(id, .string(reason)) } else { nil }
    }
  }
}

extension ScoreState {
  /// `complete`, `partial` or `unscored`.
  var label: String {
    switch self {
    case .complete: "complete"
    case .partial: "partial"
    case .unscored: "unscored"
    }
  }

  /// Why there is no value; nil where there is one.
  var reason: String? {
    if case .unscored(let reason) = self { reason } else { nil }
  }
}
