/// Text made safe and measurable for a terminal.
///
/// Prompts, file names, logs and decoder messages come from outside; nothing of them may move the cursor, change
/// colours, reorder a line or break a table.
public enum DisplayText {
  /// `text` with every control, format, bidirectional and separator character replaced by a visible stand-in: C0
  /// controls by their pictures (`␛`), all others by their code point (`<U+202E>`).
  ///
  /// The joiner of emoji sequences stays. The result is one line.
  public static func neutralised(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        safe.append(picture)
      } else if isDangerous(scalar) {
        safe.append(contentsOf: "<U+\(hexadecimal(scalar.value))>".unicodeScalars)
      } else {
        safe.append(scalar)
      }
    }
    return String(safe)
  }

  /// Bytes of a log or a file name as text: invalid UTF-8 becomes replacement characters, the rest is neutralised.
  public static func neutralised(bytes: some Sequence<UInt8>) -> String {
    neutralised(String(decoding: Array(bytes), as: UTF8.self))
  }

  /// Columns `text` takes on a terminal: two for wide characters and emoji, none for combining marks.
  public static func width(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// `text` cut to at most `columns`, the last column an ellipsis where something was cut.
  public static func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in text {
      let next = width(of: character)
      guard used + next <= columns - 1 else { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }

  /// `text` cut to at most `columns` in its middle, for names whose ends tell them apart: `torchcodec…nasa_13013`.
  public static func cutMiddle(_ text: String, to columns: Int) -> String {
    guard width(text) > columns, columns > 2 else { return cut(text, to: columns) }
    var tail = ""
    var used = 0
    for character in text.reversed() {
      used += width(of: character)
      guard used <= (columns - 1) / 2 else { break }
      tail.insert(character, at: tail.startIndex)
    }
    return cut(text, to: columns - width(tail)) + tail
  }

  /// `text` followed (or preceded, where `trailing`) by spaces up to `columns`; longer text stays whole.
  public static func padded(_ text: String, to columns: Int, trailing: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, columns - width(text)))
    return trailing ? space + text : text + space
  }

  /// `text` broken at spaces into lines of at most `columns`; a word longer than that has a line of its own.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if width(line) + 1 + width(word) <= columns {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Columns of one character: that of its widest scalar, two where a selector asks for an emoji.
  static func width(of character: Character) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F { return 2 }
      widest = max(widest, width(of: scalar))
    }
    return widest
  }

  /// Columns of one scalar.
  static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar) ? 2 : 1
    }
  }

  /// The blocks whose characters East Asian Width calls wide or full-width, and emoji shown as pictures.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    default:
      scalar.properties.isEmojiPresentation
    }
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F || scalar.value == 0x200D { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: return true
    default: return false
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
