import Findings
import TestSupport
import Testing

@testable import PositionedYAML

/// Texts made to cost time, memory or a crash.
struct HostileYAMLTests {
  @Test func `a billion laughs costs one finding a line, not memory`() {
    var text = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      let aliases = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
      text += "\(name): &\(name) [\(aliases)]\n"
    }
    let reading = YAMLReader.read(Array(text.utf8), name: "laughs.yaml")
    #expect(reading.findings.allSatisfy { $0.rule.rawValue == "GL006" })
    #expect(reading.findings.count == 9 + 8 * 9)
  }

  @Test func `findings stop at a hundred`() {
    let text = String(repeating: "- *a\n", count: 100_000)
    #expect(YAMLReader.read(Array(text.utf8), name: "x").findings.count == 100)
  }

  static let floods: [String: String] = [
    "open brackets": String(repeating: "[", count: 500_000),
    "open braces": String(repeating: "{", count: 500_000),
    "open braces with keys": String(repeating: "{a: ", count: 200_000),
    "hyphens": String(repeating: "- ", count: 300_000),
    "question marks": String(repeating: "? ", count: 300_000),
    "one line of items": "[" + String(repeating: "a,", count: 250_000) + "]",
    "one line of keys": "{" + (0..<60_000).map { "k\($0): 1," }.joined() + "}",
    "colons": String(repeating: ":", count: 500_000),
    "quotes": String(repeating: "'", count: 500_001),
    "hashes": String(repeating: "#", count: 500_000),
    "blank lines": String(repeating: "\n", count: 500_000) + "a: 1",
    "percent signs": String(repeating: "%", count: 500_000),
    "ampersands": String(repeating: "&a ", count: 100_000),
    "tags": String(repeating: "!", count: 500_000),
    "deepening indentation": (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    "block scalars": String(repeating: "- |\n   \n  x\n", count: 20_000),
    "one long word": String(repeating: "x", count: 900_000),
    "text in brackets over lines": "a: [" + String(repeating: "\nx,", count: 100_000) + "]",
    "escapes": "\"" + String(repeating: "\\x41", count: 100_000) + "\"",
  ]

  @Test(arguments: floods.sorted { $0.key < $1.key })
  func `a flood ends, with bounded findings and excerpts`(_ name: String, _ text: String) {
    let reading = YAMLReader.read(Array(text.utf8), name: name)
    #expect(reading.root != nil || !reading.findings.isEmpty)
    #expect(reading.findings.count <= 200)
    #expect(reading.findings.allSatisfy { ($0.excerpt?.line.unicodeScalars.count ?? 0) <= 162 })
  }

  /// Pieces that a grammar trips over, put together at random.
  static let pieces = [
    "a", "key", ":", ": ", "- ", "-", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ",", "\"", "'", "#", " # c", "|", ">",
    "|2-\n", "? ", "&a", "*a", "!t", "%YAML 1.1\n", "---\n", "...\n", "\r\n", "\u{FEFF}", "é", "e\u{301}", "\\", "\\u",
    "\u{2028}", "\u{85}", "\u{0}", "\u{1B}", "😀", "~", "null", "  ", "<<", "@", "`",
  ]

  @Test func `random texts end in a tree or in findings, always with places inside the text`() {
    var random = SeededGenerator(seed: 141)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...40, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      check(Array(text.utf8))
    }
  }

  @Test func `random bytes end in findings or a tree`() {
    var random = SeededGenerator(seed: 142)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...60, using: &random)
      check((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test func `a good text with one byte changed ends in findings or a tree`() {
    var random = SeededGenerator(seed: 143)
    let good = Array(
      "genlock: 1\nmodel:\n  command: [a, \"{b}\"]\n  env: {A: 'x'}\nlist:\n- |\n  text\n- >-\n  more\n".utf8)
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      check(bytes)
    }
  }

  private func check(_ bytes: [UInt8]) {
    let reading = YAMLReader.read(bytes, name: "fuzz")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(reading.root != nil || !reading.findings.isEmpty, "neither tree nor finding: \(text)")
    for finding in reading.findings {
      guard let position = finding.location.position else { continue }
      #expect(position.line >= 1 && position.line <= reading.source.lineCount + 1 && position.column >= 1, "\(text)")
    }
    if let root = reading.root { checkRanges(root, in: reading.source, text) }
  }

  private func checkRanges(_ node: YAMLNode, in source: SourceText, _ text: String) {
    #expect(node.range.start <= node.range.end, "\(text)")
    let children: [YAMLNode]
    switch node.content {
    case .sequence(let nodes): children = nodes
    case .mapping(let entries):
      #expect(Set(entries.map(\.key)).count == entries.count, "\(text)")
      children = entries.map(\.value)
    default: children = []
    }
    for child in children { checkRanges(child, in: source, text) }
  }
}
