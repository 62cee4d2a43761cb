import Findings
import TestSupport
import Testing

@testable import PositionedYAML

/// What the house's YAML leaves out, each by name and place.
struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: MarkedText
    /// Rule codes, each at the place of the same index (`a`, `b`, ...).
    var codes: [String]
    var message: String

    init(_ name: String, _ text: String, _ codes: [String], says message: String = "") {
      self.name = name
      self.text = MarkedText(text)
      self.codes = codes
      self.message = message
    }

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case("anchor on a mapping", "env: ⟨a⟩&common\n  A: 1\n", ["GL006"], says: "anchor `&common`"),
    Case("anchor on a scalar", "name: ⟨a⟩&n drummer\n", ["GL006"]),
    Case("alias", "a: 1\nb: ⟨a⟩*a\n", ["GL006"], says: "alias `*a`"),
    Case("alias as a key", "⟨a⟩*a : 1\n", ["GL006"]),
    Case("merge key", "a: ⟨a⟩&x {b: 1}\nc: {<<: ⟨b⟩*x}\n", ["GL006", "GL006"]),
    Case("custom tag", "a: ⟨a⟩!run rm\n", ["GL007"], says: "tag `!run`"),
    Case("Python object", "a: ⟨a⟩!!python/object:os.system x\n", ["GL007"]),
    Case("standard tag", "a: ⟨a⟩!!str 1\n", ["GL007"]),
    Case("non-specific tag", "a: ⟨a⟩! 1\n", ["GL007"]),
    Case("duplicate key", "a: 1\n⟨a⟩a: 2\n", ["GL008"], says: "the first is in line 1"),
    Case("duplicate, plain and quoted", "1: x\n⟨a⟩\"1\": y\n", ["GL008"]),
    Case("duplicate, single and double quotes", "'a b': x\n⟨a⟩\"a b\": y\n", ["GL008"]),
    Case("duplicate, escaped", "ab: x\n⟨a⟩\"\\x61b\": y\n", ["GL008"]),
    Case("duplicate, composed and decomposed", "caf\u{E9}: 1\n⟨a⟩cafe\u{301}: 2\n", ["GL008"]),
    Case("duplicate in brackets", "{a: 1, ⟨a⟩a: 2}\n", ["GL008"]),
    Case("duplicate further down", "x:\n  - a: 1\n    ⟨a⟩a: 2\n", ["GL008"]),
    Case("three times", "a: 1\n⟨a⟩a: 2\n⟨b⟩a: 3\n", ["GL008", "GL008"]),
    Case("two documents", "a: 1\n⟨a⟩---\nb: 2\n", ["GL005"]),
    Case("a second, empty document", "a: 1\n...\n⟨a⟩---\n", ["GL005"]),
    Case("list as a key", "? ⟨a⟩[a, b]\n: 1\n", ["GL010"]),
    Case("placeholder without quotes", "a: [⟨a⟩{prompt}: 1]\n", ["GL010"]),
    Case("bracket left open", "a: [1, 2\nb⟨a⟩: 3\n", ["GL004"]),
    Case("tab as indentation", "a:\n⟨a⟩\tb: 1\n", ["GL004"]),
    Case("colon inside text", "a: b⟨a⟩: c\n", ["GL004"], says: "mapping values are not allowed"),
    Case("NUL", "a: b⟨a⟩\u{0}\n", ["GL004"], says: "U+0000"),
    Case("escape character", "a: ⟨a⟩\u{1B}[31m\n", ["GL004"], says: "U+001B"),
    Case("line separator", "a: b⟨a⟩\u{2028}c\n", ["GL004"], says: "U+2028"),
    Case("next line", "a: b⟨a⟩\u{85}c\n", ["GL004"], says: "U+0085"),
    Case("comment touches a bracket", "a: [1]⟨a⟩#x\n", ["GL004"]),
    Case("comment touches a comma", "a: [1,⟨a⟩#x\n  2]\n", ["GL004"]),
    Case("comment touches a quote", "a: \"b\"⟨a⟩#x\n", ["GL004"]),
    Case("comment touches a block scalar's mark", "a: >⟨a⟩# x\n  text\n", ["GL004"]),
    Case("list in brackets not indented", "a: [1,\n⟨a⟩2]\n", ["GL004"], says: "begins in line 1"),
    Case("list in brackets indented by a tab", "- [\n⟨a⟩\tfoo,\n foo\n ]\n", ["GL004"]),
    Case("quoted text not indented", "a: \"b\n⟨a⟩c\"\n", ["GL004"]),
    Case("lone hyphen in brackets", "[⟨a⟩-]\n", ["GL004"]),
    Case("lone hyphens in a list", "- [⟨a⟩-, ⟨b⟩-]\n", ["GL004", "GL004"]),
    Case("blank lines deeper than the text", "a: >\n \n  \n   \n ⟨a⟩# x\n", ["GL004"]),
    Case("all at once", "a: ⟨a⟩&x 1\nb: ⟨b⟩*x\nc: ⟨c⟩!t 2\n⟨d⟩a: 3\n", ["GL006", "GL006", "GL007", "GL008"]),
  ]

  @Test(arguments: cases)
  func `is refused where it stands`(_ test: Case) throws {
    let reading = YAMLReader.read(test.text.bytes, name: "x.yaml")
    #expect(reading.findings.map(\.rule.rawValue) == test.codes)
    let places = test.codes.indices.map { index in test.text[String(UnicodeScalar(97 + UInt8(index)))] }
    #expect(reading.findings.map(\.location.position) == places)
    #expect(reading.findings.allSatisfy { $0.location.file == "x.yaml" && $0.severity == .error })
    #expect(test.message.isEmpty || reading.findings.contains { $0.message.contains(test.message) })
  }

  static let accepted: [String: String] = [
    "closing bracket at the left edge": "a: [\n  1,\n  2\n]\nb: {\n  c: 1\n}\n",
    "comments between items": "a: [1, # one\n# two\n  2]\n",
    "empty lines in brackets": "a: [1,\n\n  2]\n",
    "quoted text over lines": "a: \"b\n\n  c\"\n",
    "flow at the root": "[a,\nb\n]\n",
    "document start": "---\na: 1\n",
    "document end": "a: 1\n...\n",
    "hash inside text": "a: b#c\nd: 'e #f'\n",
    "hash after a block scalar": "a: |\n  text\n# comment\nb: 1\n",
    "same key in siblings": "- a: 1\n- a: 2\n",
    "keys that differ in case": "a: 1\nA: 2\n",
    "hyphen as text": "b: [a-, -b, '-']\n",
    "byte order mark": "\u{FEFF}a: 1\n",
    "Windows line ends": "a: 1\r\nb: [1,\r\n  2]\r\n",
  ]

  @Test(arguments: accepted.sorted { $0.key < $1.key })
  func `is read without findings`(_ name: String, _ text: String) {
    #expect(YAMLReader.read(Array(text.utf8), name: name).findings == [])
  }

  @Test func `bytes that are not UTF-8 are refused where they stand`() {
    let cases: [(bytes: [UInt8], offset: Int)] = [
      ([0x61, 0xE9, 0x0A], 1), ([0xFF, 0xFE, 0x61, 0x00], 0), ([0xC0, 0xAF], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0x61, 0x80], 1), ([0xE2, 0x82], 0), ([0x61, 0xF0, 0x9F, 0x98], 1),
    ]
    for test in cases {
      let reading = YAMLReader.read(test.bytes, name: "x")
      #expect(reading.findings.map(\.rule.rawValue) == ["GL001"])
      #expect(reading.findings.first?.location.position == TextPosition(line: 1, column: test.offset + 1))
      #expect(reading.root == nil)
    }
  }

  @Test func `nothing is an empty document`() {
    for text in ["", "\n", "# only a comment\n", "\u{FEFF}", "   \n\n"] {
      #expect(YAMLReader.read(Array(text.utf8), name: "x").findings.map(\.rule.rawValue) == ["GL003"], "\(text)")
    }
  }

  @Test func `a text of exactly the limit is read, one byte more is not`() {
    var bytes = Array("a: ".utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: YAMLReader.maximumBytes - bytes.count)
    #expect(YAMLReader.read(bytes, name: "x").findings == [])
    #expect(YAMLReader.read(bytes + [0x78], name: "x").findings.map(\.rule.rawValue) == ["GL002"])
  }

  @Test func `nesting of exactly the limit is read, one level more is not`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(YAMLReader.read(nested(32), name: "x").findings == [])
    let reading = YAMLReader.read(nested(33), name: "x")
    #expect(reading.findings.map(\.rule.rawValue) == ["GL009"])
    #expect(reading.findings.first?.location.position == TextPosition(line: 1, column: 33))
    #expect(reading.root == nil)
  }
}
