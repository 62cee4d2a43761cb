import Findings
import PositionedYAML

/// Placeholders in a command have a value in this mode and track.
enum PlaceholderWithoutValue {
  static let rule = RuleDescription(
    code: "GL047", name: "placeholder-without-value",
    summary: "Placeholders in a command have a value in this mode and track.",
    explanation: """
      In `per-prompt` mode a command is started once a sample and may use prompt, seed, id, output, \
      audio_output, output_dir and, in tracks whose input is sound, audio. In `worker` mode the program starts \
      once and is sent these values later, so its command may use output_dir only. In `batch` mode it may use \
      prompts_file and output_dir. Tracks without prompts have no prompt.
      """,
    failing: """
      model: {directory: model, command: [python3, generate.py, \"{audio}\", \"{output}\"]}
      """,
    passing: """
      model: {directory: model, command: [python3, generate.py, \"{prompt}\", \"{output}\"]}
      """)

  static func report(_ placeholder: Placeholder, why: String, at field: Field) {
    field.report(rule, "`{\(placeholder.rawValue)}` has no value \(why)", help: "remove the placeholder")
  }
}
