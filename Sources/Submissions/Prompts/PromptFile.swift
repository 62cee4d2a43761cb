import Findings
import PositionedYAML
import Tracks

/// A list of prompts in a file of its own, read and judged.
struct PromptFile {
  /// The file's path.
  let path: String
  /// The file's name in findings.
  let shownName: String
  /// What the rows are for.
  let purpose: Purpose
  /// What a list's rows are for.
  enum Purpose {
    /// Texts.
    case texts
    /// Sounds; `resolve` turns a path of the list into an absolute one, or says what is wrong with it.
    case sounds(resolve: (String) -> InputPath)

    var columns: [PromptColumn] {
      switch self {
      case .texts: [.prompt, .id, .seed]
      case .sounds: [.audio, .id, .prompt, .seed]
      }
    }
  }

  /// What a path of a list came to.
  enum InputPath {
    case found(String)
    case refused(RuleDescription, String)
  }

  /// The prompts; what is wrong goes to `report`. Empty where nothing can be read.
  func prompts(report: (Finding) -> Void) -> [Prompt] {
    guard let format = format(report) else { return [] }
    let bytes: [UInt8]
    switch FileReading.bytes(path: path, atMost: PromptCount.mostBytes + 1) {
    case .success(let read): bytes = read
    case .failure(let failure):
      report(Finding(PathUnusable.rule, "the list cannot be read: \(failure.reason)", at: Location(file: shownName)))
      return []
    }
    guard bytes.count <= PromptCount.mostBytes else {
      report(Finding(PromptCount.rule, "the list is longer than 16 MiB", at: Location(file: shownName)))
      return []
    }
    let source = SourceText(name: shownName, bytes: bytes)
    if let offset = firstInvalidUTF8(in: source.bytes) {
      report(source.notUTF8(at: offset))
      return []
    }
    var isMalformed = false
    let rows = format.rows(of: source, using: purpose.columns) { finding in
      isMalformed = isMalformed || finding.severity == .error
      report(finding)
    }
    guard (1...PromptCount.most).contains(rows.count) else {
      // Where no row could be read, that is what was wrong with the list.
      if rows.isEmpty, isMalformed { return [] }
      let message = rows.isEmpty ? "the list has no prompts" : "the list has \(rows.count) prompts, more than 100000"
      report(Finding(PromptCount.rule, message, at: Location(file: shownName)))
      return []
    }
    return judged(rows, in: source, report: report)
  }

  private func format(_ report: (Finding) -> Void) -> PromptListFormat? {
    let format = PromptListFormat(path: shownName)
    let isSounds = if case .sounds = purpose { true } else { false }
    if let format, format != .txt || !isSounds { return format }
    let message = isSounds ? "a list of inputs is .csv or .jsonl" : "a list of prompts is .txt, .csv or .jsonl"
    report(Finding(PromptList.rule, message, at: Location(file: shownName), help: "give the file the right ending"))
    return nil
  }

  private func judged(_ rows: [PromptRow], in source: SourceText, report: (Finding) -> Void) -> [Prompt] {
    func place(_ row: PromptRow, _ rule: RuleDescription, _ message: String) {
      let start = TextPosition(line: row.line, column: 1)
      report(source.finding(rule, message, at: TextRange(start: start, end: start)))
    }
    var rows = rows
    if case .sounds(let resolve) = purpose {
      for index in rows.indices {
        switch resolve(rows[index].audio ?? "") {
        case .found(let absolute): rows[index].audio = absolute
        case .refused(let rule, let message): place(rows[index], rule, message)
        }
      }
    }
    let needsText = if case .texts = purpose { true } else { false }
    return PromptJudge(needsText: needsText, place: { "in line \($0.line)" })
      .prompts(of: rows) { place($0, $1, $2) }
  }
}
