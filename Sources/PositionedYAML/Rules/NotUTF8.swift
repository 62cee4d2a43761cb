import Findings

/// A text file is UTF-8.
enum NotUTF8 {
  static let rule = RuleDescription(
    code: "GL001", name: "text-not-utf8",
    summary: "A text file is UTF-8.",
    explanation: """
      Specs, track files and prompt lists are read as UTF-8, with or without a byte order mark. Any byte that is \
      not well-formed UTF-8 (Latin-1 text, UTF-16, overlong forms, surrogates) refuses the file, because \
      guessing an encoding would give the model another prompt than the one that was meant. Save the file as \
      UTF-8; `iconv -f latin1 -t utf-8` converts an old one.
      """,
    failing: """
      name: caf\\xE9
      """,
    passing: """
      name: café
      """,
    help: "save the file as UTF-8")

  static func finding(offset: Int, in source: SourceText) -> Finding {
    let position = source.position(byte: offset)
    let byte = String(source.bytes[offset], radix: 16, uppercase: true)
    return source.finding(
      rule, "byte 0x\(byte) at offset \(offset) is not UTF-8", at: TextRange(start: position, end: position))
  }
}
