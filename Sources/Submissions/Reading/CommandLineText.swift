import Findings
import PositionedYAML

/// A flag's value as a document of its own, so that fields given on the command line are read as those of a spec.
struct CommandLineText {
  /// The flag, which stands in for the file's name in findings: `--limits`.
  let flag: String
  /// What was given.
  let text: String

  /// The text as one unquoted scalar at `path`.
  func scalar(_ value: String, path: String) -> (reader: DocumentReader, field: Field) {
    field(YAMLNode(content: .scalar(YAMLScalar(text: value, isPlain: true)), range: range), path: path)
  }

  /// The values as a list of unquoted scalars.
  func list(_ values: [String]) -> (reader: DocumentReader, field: Field) {
    let nodes = values.map { YAMLNode(content: .scalar(YAMLScalar(text: $0, isPlain: true)), range: range) }
    return field(YAMLNode(content: .sequence(nodes), range: range), path: flag)
  }

  /// The finding for a key that is none of those known.
  func unknownKey(_ key: String, among known: [String]) -> Finding {
    SourceText(name: flag, bytes: Array(text.utf8)).unknownKey(key, among: known, at: range)
  }

  private func field(_ node: YAMLNode, path: String) -> (reader: DocumentReader, field: Field) {
    let source = SourceText(name: flag, bytes: Array(text.utf8))
    let reader = DocumentReader(YAMLReading(source: source, root: node, findings: []))
    return (reader, Field(reader: reader, node: node, path: path))
  }

  private var range: TextRange {
    TextRange(
      start: TextPosition(line: 1, column: 1), end: TextPosition(line: 1, column: text.unicodeScalars.count + 1))
  }
}
