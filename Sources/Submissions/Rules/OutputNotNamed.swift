import Findings
import PositionedYAML

/// A command is told where to write.
enum OutputNotNamed {
  static let rule = RuleDescription(
    code: "GL035", name: "output-not-named", severity: .warning,
    summary: "A command is told where to write.",
    explanation: """
      The clip is looked for at `/out/<sample>.mp4` and nowhere else. A command without `{output}` or \
      `{output_dir}` is right only where the program reads the environment variable GENLOCK_OUTPUT; otherwise \
      every sample ends as `output-missing`.
      """,
    failing: """
      model: {directory: model, command: [python3, generate.py, \"{prompt}\"]}
      """,
    passing: """
      model: {directory: model, command: [python3, generate.py, \"{prompt}\", \"{output}\"]}
      """,
    help: "pass `{output}` to the program, or let it read GENLOCK_OUTPUT")

  static func report(at field: Field) {
    field.report(rule, "`model.command` names neither `{output}` nor `{output_dir}`")
  }
}
