import Findings
import PositionedYAML

/// A table with a header line (RFC 4180).
enum CSVPromptList {
  /// The rows beneath the header.
  static func rows(of source: SourceText, using used: [PromptColumn], report: (Finding) -> Void) -> [PromptRow] {
    var table = CSVRecords(source: source)
    guard let header = table.next(report: report) else { return [] }
    guard let columns = columns(header, using: used, in: source, report: report) else { return [] }
    var rows: [PromptRow] = []
    var blank = BlankLines()
    while let record = table.next(report: report) {
      if record.fields == [""] {
        blank.saw(record.line)
        continue
      }
      blank.rowFollows(in: source, report: report)
      guard record.fields.count == header.fields.count else {
        report(
          PromptList.finding(
            "this line has \(record.fields.count) fields, the header has \(header.fields.count)", line: record.line,
            in: source, help: "put quotes around a field that holds a comma"))
        continue
      }
      var row = PromptRow(line: record.line)
      for (column, field) in zip(columns, record.fields) {
        if let column { row[column] = field }
      }
      rows.append(row)
    }
    blank.atEnd(of: source, report: report)
    return rows
  }

  /// What each field of the header stands for; nil where the needed column is missing.
  private static func columns(
    _ header: CSVRecords.Record, using used: [PromptColumn], in source: SourceText, report: (Finding) -> Void
  ) -> [PromptColumn?]? {
    let names = used.map(\.rawValue)
    var columns: [PromptColumn?] = []
    for name in header.fields {
      let column = PromptColumn(rawValue: name).flatMap { used.contains($0) ? $0 : nil }
      if let column, columns.contains(column) {
        report(PromptList.finding("the column `\(name)` is there twice", line: header.line, in: source))
      }
      if column == nil {
        report(
          PromptList.finding(
            "the column `\(name.shownInMessage)` is not used", line: header.line, in: source,
            help: Spelling.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
              ?? "columns: \(names.joined(separator: ", "))", severity: .warning))
      }
      columns.append(column)
    }
    guard let needed = used.first, columns.contains(needed) else {
      report(
        PromptList.finding(
          "the header has no column `\(names[0])`", line: header.line, in: source,
          help: "begin the file with a line such as `\(names.joined(separator: ","))`"))
      return nil
    }
    return columns
  }
}

/// Cuts a text into records of fields.
struct CSVRecords {
  /// The fields of one record and the line it begins in.
  struct Record {
    var line: Int
    var fields: [String]
  }

  private let source: SourceText
  private var index = 0
  private var line = 1

  init(source: SourceText) { self.source = source }

  /// The next record; nil at the end, and where a quoted field has no end (which is reported).
  mutating func next(report: (Finding) -> Void) -> Record? {
    guard index < source.bytes.count else { return nil }
    var record = Record(line: line, fields: [])
    while true {
      guard let field = field(report: report) else { return nil }
      record.fields.append(field)
      guard index < source.bytes.count else { return record }
      let separator = source.bytes[index]
      index += 1
      if separator == UInt8(ascii: ",") { continue }
      if separator == UInt8(ascii: "\r"), index < source.bytes.count, source.bytes[index] == UInt8(ascii: "\n") {
        index += 1
      }
      line += 1
      return record
    }
  }

  /// The field that begins at `index`, which is left at the comma or line break after it.
  private mutating func field(report: (Finding) -> Void) -> String? {
    guard index < source.bytes.count, source.bytes[index] == UInt8(ascii: "\"") else { return bareField() }
    let opened = line
    var bytes: [UInt8] = []
    index += 1
    while index < source.bytes.count {
      let byte = source.bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      if index < source.bytes.count, source.bytes[index] == UInt8(ascii: "\"") {
        bytes.append(byte)
        index += 1
        continue
      }
      let rest = bareField()
      if !rest.isEmpty {
        report(
          PromptList.finding(
            "text follows the closing quote of a field", line: line, in: source,
            help: "write a quote inside a quoted field twice"))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    report(PromptList.finding("the quote that opens in this line is never closed", line: opened, in: source))
    return nil
  }

  private mutating func bareField() -> String {
    let start = index
    while index < source.bytes.count,
      ![UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(source.bytes[index])
    { index += 1 }
    return String(decoding: source.bytes[start..<index], as: UTF8.self)
  }
}
