import Findings
import PositionedYAML

/// One row of a list of prompts, before it is judged.
struct PromptRow: Hashable {
  /// Where it stands in its file, from 1; the position in the list for rows that stand in a spec.
  var line: Int
  /// The id, where the list gives ids.
  var id: String?
  /// The text.
  var prompt: String?
  /// The seed's text.
  var seed: String?
  /// The path of the input WAV.
  var audio: String?
}

/// The columns of a list.
enum PromptColumn: String, CaseIterable {
  case id, prompt, seed, audio
}

extension PromptRow {
  /// The value of a column.
  subscript(column: PromptColumn) -> String? {
    get {
      switch column {
      case .id: id
      case .prompt: prompt
      case .seed: seed
      case .audio: audio
      }
    }
    set {
      switch column {
      case .id: id = newValue
      case .prompt: prompt = newValue
      case .seed: seed = newValue
      case .audio: audio = newValue
      }
    }
  }
}

/// The formats a list of prompts may have, told by the ending of its name.
enum PromptListFormat: String, CaseIterable {
  case txt, csv, jsonl

  /// The format of the file with this name; nil for any other ending.
  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  /// The rows of a list whose text is well-formed UTF-8; what cannot be read is reported, and the rest is read on.
  ///
  /// - Parameters:
  ///   - source: the list.
  ///   - used: the columns that mean something here; others get a warning.
  ///   - report: takes the findings.
  func rows(of source: SourceText, using used: [PromptColumn], report: (Finding) -> Void) -> [PromptRow] {
    switch self {
    case .txt: TextPromptList.rows(of: source, report: report)
    case .csv: CSVPromptList.rows(of: source, using: used, report: report)
    case .jsonl: JSONPromptList.rows(of: source, using: used, report: report)
    }
  }
}

/// Tells blank lines between rows from those at the end of a list, and reports them.
struct BlankLines {
  private var pending: [Int] = []

  /// Notes a blank line.
  mutating func saw(_ line: Int) { pending.append(line) }

  /// Notes that a row follows the blank lines seen so far: they stand between rows.
  mutating func rowFollows(in source: SourceText, report: (Finding) -> Void) {
    pending.forEach { report(BlankPromptLine.finding(line: $0, atEnd: false, in: source)) }
    pending = []
  }

  /// Reports the first of the blank lines at the end.
  func atEnd(of source: SourceText, report: (Finding) -> Void) {
    // What stands after the last line break is no line, unless there is text in it.
    guard let first = pending.first, first < source.lineCount else { return }
    report(BlankPromptLine.finding(line: first, atEnd: true, in: source))
  }
}
