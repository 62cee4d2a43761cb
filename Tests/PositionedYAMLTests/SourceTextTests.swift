import Findings
import TestSupport
import Testing

@testable import PositionedYAML

/// Lines, columns and excerpts as an editor counts and shows them.
struct SourceTextTests {
  @Test func `every node knows where it begins and ends`() throws {
    let marked = MarkedText("⟨a⟩name⟨b⟩: ⟨c⟩drum⟨d⟩\n# é\nlist:\n  - ⟨e⟩\"é😀\"⟨f⟩   # c\n  - ⟨g⟩[x,\n     y]⟨h⟩\n")
    let reading = YAMLReader.read(marked.bytes, name: "x")
    guard case .mapping(let entries) = try #require(reading.root).content else {
      Issue.record("not a mapping")
      return
    }
    #expect(entries[0].keyRange == TextRange(start: marked["a"], end: marked["b"]))
    #expect(entries[0].value.range == TextRange(start: marked["c"], end: marked["d"]))
    guard case .sequence(let items) = entries[1].value.content else {
      Issue.record("not a list")
      return
    }
    #expect(items[0].range == TextRange(start: marked["e"], end: marked["f"]))
    #expect(items[1].range == TextRange(start: marked["g"], end: marked["h"]))
    #expect(reading.root?.range.end == marked["h"])
  }

  @Test func `a byte order mark takes no column`() {
    let reading = YAMLReader.read(Array("\u{FEFF}a: *b\n".utf8), name: "x")
    #expect(reading.findings.first?.location.position == TextPosition(line: 1, column: 4))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end as in an editor`(_ ending: String) {
    let source = SourceText(name: "x", bytes: Array("a\(ending)é\(ending)\(ending)b".utf8))
    #expect(source.lineCount == 4)
    #expect((1...4).map { String(decoding: source.lineBytes($0), as: UTF8.self) } == ["a", "é", "", "b"])
  }

  @Test func `lines that are not there are empty`() {
    let source = SourceText(name: "x", bytes: Array("a\n".utf8))
    #expect(source.lineBytes(0).isEmpty && source.lineBytes(2).isEmpty && source.lineBytes(99).isEmpty)
  }

  @Test func `positions by scalar and by byte agree`() {
    let text = "aé😀\r\nb\n\n日本x"
    let source = SourceText(name: "x", bytes: Array(text.utf8))
    var byte = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      #expect(source.position(scalar: index) == source.position(byte: byte), "at scalar \(index)")
      byte += String(scalar).utf8.count
    }
    #expect(source.position(scalar: 10_000) == source.position(byte: 10_000))
  }

  @Test func `control and direction characters are made visible, one for one`() {
    let source = SourceText(name: "x", bytes: Array("a\tb\u{7F}\u{202E}c\u{85}\u{FEFF}d".utf8))
    let excerpt = source.excerpt(at: TextPosition(line: 1, column: 6), length: 1)
    #expect(excerpt.line == "a␉b␡\u{FFFD}c\u{FFFD}\u{FFFD}d")
    #expect(excerpt.column == 6)
  }

  @Test func `a mark never leaves its line`() {
    let source = SourceText(name: "x", bytes: Array("abc\ndef".utf8))
    #expect(source.excerpt(at: TextPosition(line: 1, column: 2), length: 99).length == 2)
    let beyond = source.excerpt(at: TextPosition(line: 1, column: 50), length: 3)
    #expect(beyond.column == 4 && beyond.length == 1)
  }

  @Test(arguments: [1, 5, 100, 5000, 9999, 10000])
  func `a long line is cut around the mark`(_ column: Int) {
    let line = (0..<10000).map { $0 == column - 1 ? "X" : "y" }.joined()
    let excerpt = SourceText(name: "x", bytes: Array(line.utf8)).excerpt(at: TextPosition(line: 1, column: column))
    let shown = Array(excerpt.line.unicodeScalars)
    #expect(shown.count <= SourceText.widestExcerpt + 2)
    #expect(shown[excerpt.column - 1] == "X")
    #expect(excerpt.line.hasPrefix("…") == (column > 100) || column <= 100)
    #expect(excerpt.line.hasSuffix("…") == (column < 9890))
  }

  @Test func `a UTF-8 check agrees with the standard library`() {
    var random = SeededGenerator(seed: 7)
    let interesting: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3,
      0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...6, using: &random)
      let bytes = (0..<count).map { _ in interesting.randomElement(using: &random) ?? 0 }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((firstInvalidUTF8(in: bytes) == nil) == isValid, "\(bytes)")
    }
  }
}
