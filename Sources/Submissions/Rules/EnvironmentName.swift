import Findings
import PositionedYAML

/// Environment variables have names that a spec may set.
enum EnvironmentName {
  static let rule = RuleDescription(
    code: "GL038", name: "environment-name",
    summary: "Environment variables have names that a spec may set.",
    explanation: """
      A name consists of letters, digits and `_` and does not begin with a digit. Names that begin with \
      `GENLOCK_` are the harness's own: it sets them to the values of the placeholders, and a spec cannot \
      replace them.
      """,
    failing: """
      model: {directory: model, command: [./run, \"{output}\"], env: {GENLOCK_SEED: 1}}
      """,
    passing: """
      model: {directory: model, command: [./run, \"{output}\"], env: {OMP_NUM_THREADS: 2}}
      """,
    help: "choose another name")

  static func finding(_ name: String, at range: TextRange, in source: SourceText) -> Finding {
    let why =
      name.hasPrefix("GENLOCK_")
      ? "names that begin with `GENLOCK_` are set by the harness"
      : "a name has letters, digits and `_`, no digit first"
    return source.finding(rule, "`\(name.shownInMessage)` cannot be the name of a variable: \(why)", at: range)
  }
}
