/// `text` fit for one line of a terminal or a report: control, format and line-breaking characters are escaped, and at
/// most `limit` characters are kept.
func visible(_ text: some StringProtocol, limit: Int = 200) -> String {
  var result = ""
  var length = 0
  for scalar in text.unicodeScalars {
    guard length < limit else { return result + "…" }
    length += 1
    if isPlain(scalar) {
      result.unicodeScalars.append(scalar)
    } else {
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
  return result
}

/// Whether a character shows as itself and moves nothing: no control, format (bidi, zero-width), private or unassigned
/// character and no line or paragraph separator.
func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
  default: scalar != "\u{FFFD}"
  }
}

/// The last line of a log that says something, for people; nil where there is none.
func lastWords(of log: CapturedLog) -> String? {
  let bytes = log.tail.isEmpty ? log.head : log.tail
  let text = String(decoding: bytes.suffix(4096), as: UTF8.self)
  let line = text.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace } }
  return line.map { visible($0) }
}
