import Findings
import PositionedYAML
import Tracks

/// A metric that is asked for is one that a track knows.
enum UnknownMetric {
  static let rule = RuleDescription(
    code: "GL048", name: "unknown-metric",
    summary: "A metric that is asked for is one that a track knows.",
    explanation: """
      A misspelt metric would be reported as unscored at the end of a run of hours. Known are the metrics of the track, by
      their short names, and those of the tracks that come with Genlock; the part before `@` decides. A known metric that
      this version cannot compute is accepted, and reported as unscored with the reason.
      """,
    failing: """
      metrics: [av-algin]
      """,
    passing: """
      metrics: [av-align]
      """)

  /// Reports `name` where neither `track` nor any track of the catalogue knows its base.
  static func check(_ name: String, at field: Field, track: Track?) {
    let base = MetricName.base(of: name)
    if track?.flavours[base] != nil { return }
    let known = Set(TrackCatalogue.names.compactMap { TrackCatalogue.track(named: $0) }.flatMap(\.flavours.keys))
      .union(track.map { Set($0.flavours.keys) } ?? [])
    guard !known.contains(base) else { return }
    let names = known.sorted()
    field.report(
      rule, "there is no metric `\(name.shownInMessage)`",
      help: Spelling.nearest(to: base, among: names).map { "did you mean `\($0)`?" }
        ?? "metrics: \(names.joined(separator: ", "))")
  }
}
