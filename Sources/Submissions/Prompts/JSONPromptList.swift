import Findings
import PositionedYAML

/// One JSON object a line.
enum JSONPromptList {
  /// The rows.
  static func rows(of source: SourceText, using used: [PromptColumn], report: (Finding) -> Void) -> [PromptRow] {
    var rows: [PromptRow] = []
    var blank = BlankLines()
    var unused: Set<String> = []
    for line in 1...source.lineCount {
      let bytes = source.lineBytes(line)
      guard bytes.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
        blank.saw(line)
        continue
      }
      blank.rowFollows(in: source, report: report)
      var parser = JSONLineParser(bytes)
      switch parser.object() {
      case .failure(let failure):
        report(PromptList.finding(failure.message, line: line, column: failure.column, in: source))
      case .success(let members):
        if let row = row(members, line: line, using: used, unused: &unused, in: source, report: report) {
          rows.append(row)
        }
      }
    }
    blank.atEnd(of: source, report: report)
    return rows
  }

  private static func row(
    _ members: [(key: String, value: JSONLineParser.Value)], line: Int, using used: [PromptColumn],
    unused: inout Set<String>, in source: SourceText, report: (Finding) -> Void
  ) -> PromptRow? {
    var row = PromptRow(line: line)
    var seen: Set<String> = []
    for member in members {
      guard seen.insert(member.key).inserted else {
        report(PromptList.finding("the key `\(member.key.shownInMessage)` is there twice", line: line, in: source))
        return nil
      }
      guard let column = PromptColumn(rawValue: member.key), used.contains(column) else {
        if unused.insert(member.key).inserted {
          let names = used.map(\.rawValue)
          report(
            PromptList.finding(
              "the key `\(member.key.shownInMessage)` is not used", line: line, in: source,
              help: Spelling.nearest(to: member.key, among: names).map { "did you mean `\($0)`?" }
                ?? "keys: \(names.joined(separator: ", "))", severity: .warning))
        }
        continue
      }
      switch (column, member.value) {
      case (.seed, .number(let text)), (.id, .string(let text)), (.prompt, .string(let text)),
        (.audio, .string(let text)):
        row[column] = text
      case (.prompt, .null): break
      default:
        let kind = column == .seed ? "a whole number" : "a string"
        report(PromptList.finding("`\(column.rawValue)` is not \(kind)", line: line, in: source))
        return nil
      }
    }
    if let needed = used.first, row[needed] == nil {
      report(PromptList.finding("the key `\(needed.rawValue)` is missing", line: line, in: source))
      return nil
    }
    return row
  }
}
