import Findings
import PositionedYAML

/// A track is one that Genlock knows, or the path of a track file.
enum UnknownTrack {
  static let rule = RuleDescription(
    code: "GL020", name: "unknown-track",
    summary: "A track is one that Genlock knows, or the path of a track file.",
    explanation: """
      The track says what is judged, so nothing can be checked without it. `genlock tracks` lists the tracks \
      that come with the program; a value that ends in `.yaml` or `.yml`, or holds a `/`, is the path of a track \
      file.
      """,
    failing: """
      track: temproal
      """,
    passing: """
      track: temporal
      """,
    help: "`genlock tracks` lists the tracks")

  static func finding(_ name: String, known: [String]) -> Finding {
    Finding(
      rule, "there is no track `\(name.shownInMessage)`; known tracks: \(known.joined(separator: ", "))",
      help: Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" })
  }
}
