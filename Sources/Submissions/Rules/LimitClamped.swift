import Findings
import PositionedYAML

/// A spec asks for no more than its track allows.
enum LimitClamped {
  static let rule = RuleDescription(
    code: "GL033", name: "limit-clamped", severity: .warning,
    summary: "A spec asks for no more than its track allows.",
    explanation: """
      Time-outs, the size of outputs and the number of GPUs are judged values: every submission of a track has \
      the same. A spec that asks for more gets the value of the track, and the run goes on; a spec may ask for \
      less. The organiser's own `--limits` are not clamped.
      """,
    failing: """
      limits: {prompt: 10h}
      """,
    passing: """
      limits: {prompt: 120s}
      """,
    help: "ask for no more than the track allows")

  static func report(_ field: Field, asked: String, allowed: String, track: String) {
    field.report(
      rule, "`\(field.path)` asks for \(asked), but the track `\(track)` allows \(allowed), which is used instead")
  }
}
