import Findings
import PositionedYAML

/// A spec says which version of the spec it is written in.
enum SpecVersion {
  static let rule = RuleDescription(
    code: "GL030", name: "spec-version",
    summary: "A spec says which version of the spec it is written in.",
    explanation: """
      `genlock: 1` is the only version so far. A spec of a later version may hold fields with a meaning that \
      this program does not know, so it is refused rather than half understood.
      """,
    failing: """
      genlock: 2
      """,
    passing: """
      genlock: 1
      """,
    help: "write `genlock: 1`, or use a newer Genlock")

  static func report(_ version: Int, at field: Field) {
    field.report(rule, "this spec is of version \(version); this program knows version 1")
  }
}
