import Findings
import PositionedYAML

/// Inputs of an audio track are WAV files.
enum InputNotWAV {
  static let rule = RuleDescription(
    code: "GL046", name: "input-not-wav",
    summary: "Inputs of an audio track are WAV files.",
    explanation: """
      Every input begins as a RIFF/WAVE file does. Only the first bytes are looked at here; the sound itself is \
      decoded when it is scored. Convert other formats with `ffmpeg -i sound.mp3 sound.wav`.
      """,
    failing: """
      audio
      prompts.txt
      """,
    passing: """
      audio
      sounds/dog.wav
      """,
    help: "convert it: `ffmpeg -i sound.mp3 sound.wav`")

  static func message(_ path: String) -> String { "`\(path.shownInMessage)` is not a WAV file" }
}
