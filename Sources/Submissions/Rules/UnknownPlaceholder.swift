import Findings
import PositionedYAML

/// Placeholders in a command are ones that Genlock knows.
enum UnknownPlaceholder {
  static let rule = RuleDescription(
    code: "GL034", name: "unknown-placeholder",
    summary: "Placeholders in a command are ones that Genlock knows.",
    explanation: """
      A word of small letters in braces, such as `{prompt}`, is replaced before the program starts. One that is \
      not known would reach the program as it stands. Known placeholders are prompt, seed, id, output, \
      audio_output, audio, prompts_file and output_dir. Braces around anything else are left alone; `{{prompt}}` \
      gives the text `{prompt}`.
      """,
    failing: """
      model: {directory: model, command: [python3, generate.py, \"{promt}\", \"{output}\"]}
      """,
    passing: """
      model: {directory: model, command: [python3, generate.py, \"{prompt}\", \"{output}\"]}
      """)

  static func report(_ name: String, at field: Field) {
    let known = Placeholder.allCases.map(\.rawValue)
    let help =
      Spelling.nearest(to: name, among: known).map { "did you mean `{\($0)}`?" }
      ?? "known placeholders: " + known.joined(separator: ", ") + "; `{{\(name.shownInMessage)}}` is the text itself"
    field.report(rule, "unknown placeholder `{\(name.shownInMessage)}` in `\(field.path)`", help: help)
  }
}
