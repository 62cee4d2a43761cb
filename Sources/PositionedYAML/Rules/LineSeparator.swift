import Findings

/// The line separators of Unicode, which YAML 1.1 takes for line breaks and YAML 1.2 does not.
enum LineSeparator {
  /// The first U+0085, U+2028 or U+2029 of the text, as a finding of the syntax rule: what such a character means depends
  /// on the reader.
  static func finding(in source: SourceText) -> Finding? {
    let bytes = source.bytes
    let found = bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.first { index in
        switch bytes[index] {
        case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85
        case 0xE2: index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
        default: false
        }
      }
    }
    guard let found else { return nil }
    let name = bytes[found] == 0xC2 ? "U+0085" : bytes[found + 2] == 0xA8 ? "U+2028" : "U+2029"
    let position = source.position(byte: found)
    return source.finding(
      SyntaxError.rule, "the character \(name) is a line break to some readers of YAML and text to others",
      at: TextRange(start: position, end: position),
      help: "replace it by a space, or write it as an escape inside double quotes")
  }
}
