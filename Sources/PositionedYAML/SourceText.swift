public import Findings

/// A text file held as bytes, cut into lines the way an editor shows them (`\n`, `\r\n` and a lone `\r` end a line).
///
/// A leading byte order mark is not part of the text. Bytes that are not UTF-8 are kept; excerpts show U+FFFD for them.
public struct SourceText: Sendable {
  /// The file's name as the user gave it; findings carry it.
  public let name: String
  /// The bytes, without a byte order mark.
  public let bytes: [UInt8]
  private let lineStarts: [LineStart]
  private let scalarCount: Int

  private struct LineStart {
    var byte: Int
    var scalar: Int
  }

  /// Makes a source of `bytes`; the empty file has one empty line.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var starts = [LineStart(byte: 0, scalar: 0)]
    let count = self.bytes.withUnsafeBufferPointer { bytes in
      var scalars = 0
      for (index, byte) in bytes.enumerated() {
        if byte & 0xC0 != 0x80 { scalars += 1 }
        let endsLine =
          byte == UInt8(ascii: "\n")
          || (byte == UInt8(ascii: "\r") && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")))
        if endsLine { starts.append(LineStart(byte: index + 1, scalar: scalars)) }
      }
      return scalars
    }
    self.lineStarts = starts
    self.scalarCount = count
  }

  /// How many lines there are, at least 1; text after the last line break counts as a line, and so does its absence.
  public var lineCount: Int { lineStarts.count }

  /// The bytes of a line (from 1) without its line break; empty for a line that is not there.
  public func lineBytes(_ line: Int) -> ArraySlice<UInt8> {
    guard line >= 1, line <= lineStarts.count else { return [] }
    let start = lineStarts[line - 1].byte
    var end = line < lineStarts.count ? lineStarts[line].byte : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<end]
  }

  /// The position of the scalar with this index, counted over the whole text from 0; past the end means the end.
  public func position(scalar index: Int) -> TextPosition {
    let index = min(max(0, index), scalarCount)
    let line = lastLine { $0.scalar <= index }
    return TextPosition(line: line + 1, column: index - lineStarts[line].scalar + 1)
  }

  /// The position of the byte at this offset; past the end means the end. Linear in the length of its line.
  public func position(byte offset: Int) -> TextPosition {
    let offset = min(max(0, offset), bytes.count)
    let line = lastLine { $0.byte <= offset }
    let before = bytes[lineStarts[line].byte..<offset].reduce(into: 0) { $0 += $1 & 0xC0 != 0x80 ? 1 : 0 }
    return TextPosition(line: line + 1, column: before + 1)
  }

  /// The text's scalars; bytes that are not UTF-8 become U+FFFD.
  var scalars: [UInt32] { String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value) }

  private func lastLine(where holds: (LineStart) -> Bool) -> Int {
    var (low, high) = (0, lineStarts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if holds(lineStarts[middle]) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The line at `position` with `length` scalars to mark, control characters made visible, long lines cut to the
  /// neighbourhood of the mark.
  public func excerpt(at position: TextPosition, length: Int = 1) -> SourceExcerpt {
    let line = lineBytes(position.line)
    let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    let mark = min(position.column - 1, scalars.count)
    let length = max(1, min(length, scalars.count - mark))
    guard scalars.count > Self.widestExcerpt else {
      return SourceExcerpt(line: visible(scalars[...]), column: mark + 1, length: length)
    }
    let from = min(max(0, mark - Self.widestExcerpt / 3), scalars.count - Self.widestExcerpt)
    let to = from + Self.widestExcerpt
    let before = from > 0 ? "…" : ""
    let after = to < scalars.count ? "…" : ""
    return SourceExcerpt(
      line: before + visible(scalars[from..<to]) + after, column: mark - from + before.unicodeScalars.count + 1,
      length: min(length, to - mark))
  }

  /// Scalars shown of a line at most.
  static let widestExcerpt = 160
}

/// The text with every character that would move the cursor or hide something replaced, one scalar for one scalar, so
/// that columns stay true.
func visible(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in scalars {
    switch scalar.value {
    case 0x00...0x1F: shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: shown.append("\u{2421}")
    case 0x80...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB:
      shown.append("\u{FFFD}")
    default: shown.append(scalar)
    }
  }
  return String(shown)
}

extension String {
  /// The text with control and direction characters made visible, cut to a length fit for a message.
  public var shownInMessage: String {
    let scalars = Array(unicodeScalars.prefix(61))
    return scalars.count > 60 ? visible(scalars[..<60]) + "…" : visible(scalars[...])
  }
}
