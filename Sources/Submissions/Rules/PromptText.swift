import Findings
import PositionedYAML

/// A prompt is a line of text.
enum PromptText {
  static let rule = RuleDescription(
    code: "GL041", name: "prompt-text",
    summary: "A prompt is a line of text.",
    explanation: """
      Prompts become arguments and environment variables of a program, and columns of reports. They are not \
      empty, hold no control character (no line break or tab, and no NUL, which would cut the text off), and are \
      at most 16,384 bytes long.
      """,
    failing: """
      prompts: {list: [\"a dog\\nbarks\"]}
      """,
    passing: """
      prompts: {list: [a dog barks]}
      """)

  /// What is wrong with a prompt's text; nil where nothing is.
  static func problem(_ text: String) -> String? {
    if text.isEmpty { return "the prompt is empty" }
    if text.utf8.count > 16384 { return "the prompt is \(text.utf8.count) bytes long; at most 16384 are passed on" }
    guard let control = text.unicodeScalars.first(where: { $0.properties.generalCategory == .control }) else {
      return nil
    }
    let code = String(control.value, radix: 16, uppercase: true)
    return "the prompt holds the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
  }
}
