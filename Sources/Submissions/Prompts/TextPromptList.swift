import Findings
import PositionedYAML

/// One prompt a line.
enum TextPromptList {
  /// The rows: every line without blanks at its ends and without one pair of quotes around it.
  static func rows(of source: SourceText, report: (Finding) -> Void) -> [PromptRow] {
    var rows: [PromptRow] = []
    var blank = BlankLines()
    for line in 1...source.lineCount {
      let text = unquoted(trimmed(String(decoding: source.lineBytes(line), as: UTF8.self)))
      guard !text.isEmpty else {
        blank.saw(line)
        continue
      }
      blank.rowFollows(in: source, report: report)
      rows.append(PromptRow(line: line, prompt: text))
    }
    blank.atEnd(of: source, report: report)
    return rows
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = scalars.lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func unquoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count >= 2, let first = scalars.first, first == scalars.last, first == "\"" || first == "'" else {
      return text
    }
    return String(scalars.dropFirst().dropLast())
  }
}
