import CYAML
import Findings

/// A file is well-formed YAML.
enum SyntaxError {
  static let rule = RuleDescription(
    code: "GL004", name: "yaml-syntax", summary: "A file is well-formed YAML.",
    explanation: """
      The text breaks YAML's grammar at the place shown; nothing after it was read, so there may be more mistakes \
      below. The usual causes are a tab used for indentation, a colon followed by a space inside unquoted text, a \
      bracket or quote left open, and a key indented otherwise than its neighbours.
      """,
    failing: """
      command: [python3, generate.py
      name: drummer
      """,
    passing: """
      command: [python3, generate.py]
      name: drummer
      """)

  static func finding(_ parser: yaml_parser_t, in source: SourceText) -> Finding {
    let problem = parser.problem.map { String(cString: $0) } ?? "the text is not YAML"
    if parser.error == YAML_READER_ERROR {
      let start = source.position(byte: parser.problem_offset)
      let code = String(UInt32(bitPattern: parser.problem_value), radix: 16, uppercase: true)
      return source.finding(
        rule, "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) is not allowed in YAML",
        at: TextRange(start: start, end: start), help: "remove it, or write it as an escape inside double quotes")
    }
    let start = source.position(scalar: Int(parser.problem_mark.index))
    let context = parser.context.map { String(cString: $0) }
    let opened = source.position(scalar: Int(parser.context_mark.index))
    let whole =
      context.map { "\(problem) \($0)" + (opened.line == start.line ? "" : " that begins in line \(opened.line)") }
      ?? problem
    return source.finding(
      rule, whole, at: TextRange(start: start, end: start), help: help(at: start, problem: problem, in: source))
  }

  static func outOfMemory(in source: SourceText) -> Finding {
    Finding(
      rule, "memory ran out while the file was read", at: Location(file: source.name),
      help: "free memory and try again",
      fault: .environment)
  }

  private static func help(at start: TextPosition, problem: String, in source: SourceText) -> String? {
    let line = String(decoding: source.lineBytes(start.line), as: UTF8.self)
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      return "indent with spaces; the line begins with a tab"
    }
    if problem.contains("mapping values are not allowed") {
      return "put quotes around a text that holds `: `"
    }
    if problem.contains("cannot start any token") {
      return "put quotes around a text that begins with `@`, `` ` `` or `%`"
    }
    if problem.contains("expected ',' or") {
      return "close the bracket or brace, or put a comma between the items"
    }
    if problem.contains("<document start>") {
      return "the document ended above; indent this line like its neighbours"
    }
    return nil
  }
}
