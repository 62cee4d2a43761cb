import Findings
import PositionedYAML
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// Lists of prompts in files of their own.
struct PromptListTests {
  struct Good: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var text: String
    var prompts: [Prompt]
    var warnings: [String] = []

    var testDescription: String { name }
  }

  private static func numbered(_ texts: String...) -> [Prompt] {
    texts.enumerated().map { Prompt(id: "000\($0)", text: $1) }
  }

  static let good: [Good] = [
    Good(name: "one a line", file: "p.txt", text: "a\nb\n", prompts: numbered("a", "b")),
    Good(name: "no line break at the end", file: "p.txt", text: "a\nb", prompts: numbered("a", "b")),
    Good(name: "Windows line ends", file: "p.txt", text: "a\r\nb\r\n", prompts: numbered("a", "b")),
    Good(name: "byte order mark", file: "p.txt", text: "\u{FEFF}a\n", prompts: numbered("a")),
    Good(
      name: "outer quotes", file: "p.txt", text: "\"a dog\"\n'a \"b\" c'\n", prompts: numbered("a dog", "a \"b\" c")),
    Good(
      name: "inner and lone quotes", file: "p.txt", text: "a \"b\"\n\"a\nit's\n",
      prompts: numbered("a \"b\"", "\"a", "it's")),
    Good(name: "blanks around", file: "p.txt", text: "  a b \t\n", prompts: numbered("a b")),
    Good(name: "no comments", file: "p.txt", text: "# a\n", prompts: numbered("# a")),
    Good(name: "letters of the world", file: "p.txt", text: "犬が吠える 🐕\n", prompts: numbered("犬が吠える 🐕")),
    Good(name: "blank lines at the end", file: "p.txt", text: "a\n\n  \n", prompts: numbered("a"), warnings: ["GL040"]),
    Good(name: "ending in capitals", file: "P.TXT", text: "a\n", prompts: numbered("a")),
    Good(name: "csv of prompts alone", file: "p.csv", text: "prompt\na\n\"b, c\"\n", prompts: numbered("a", "b, c")),
    Good(
      name: "csv with everything, in any order", file: "p.csv", text: "seed,prompt,id\n7,a,dog\n,b,cat\n",
      prompts: [Prompt(id: "dog", text: "a", seed: 7), Prompt(id: "cat", text: "b")]),
    Good(
      name: "csv with doubled quotes", file: "p.csv", text: "prompt\n\"a \"\"b\"\"\"\n", prompts: numbered("a \"b\"")),
    Good(name: "csv with Windows line ends", file: "p.csv", text: "prompt\r\na\r\n", prompts: numbered("a")),
    Good(
      name: "csv with a column of no use", file: "p.csv", text: "prompt,mood\na,x\n", prompts: numbered("a"),
      warnings: ["GL042"]),
    Good(
      name: "csv with blank lines at the end", file: "p.csv", text: "prompt\na\n\n", prompts: numbered("a"),
      warnings: ["GL040"]),
    Good(
      name: "jsonl", file: "p.jsonl",
      text: #"{"id": "x", "prompt": "a \"b\" \u00e9 \ud83d\ude00", "seed": 4294967295}"#,
      prompts: [Prompt(id: "x", text: "a \"b\" é 😀", seed: .max)]),
    Good(
      name: "jsonl of prompts alone", file: "p.jsonl", text: "{\"prompt\":\"a\"}\n{\"prompt\":\"b\"}\n",
      prompts: numbered("a", "b")),
    Good(
      name: "jsonl with keys of no use", file: "p.jsonl",
      text: #"{"prompt": "a", "tags": ["x", {"y": [1.5e-3, true, null]}]}"# + "\n" + #"{"prompt": "b", "tags": []}"#,
      prompts: numbered("a", "b"), warnings: ["GL042"]),
  ]

  @Test(arguments: good)
  func `is read`(_ test: Good) throws {
    try SubmissionFixture.with { fixture in
      try fixture.write(test.file, test.text)
      let reading = fixture.read("prompts: {file: \(test.file)}")
      #expect(reading.codes == test.warnings)
      #expect(reading.submission?.prompts == test.prompts)
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var text: MarkedText
    var code: String
    var message: String

    init(_ name: String, _ file: String, _ text: String, _ code: String, says message: String = "") {
      (self.name, self.file, self.text, self.code, self.message) = (name, file, MarkedText(text), code, message)
    }

    var testDescription: String { name }
  }

  static let bad: [Bad] = [
    Bad("blank line between prompts", "p.txt", "a\n⟨⟩\nb\n", "GL040"),
    Bad("quotes around nothing", "p.txt", "a\n⟨⟩\"\"\nb\n", "GL040"),
    Bad("tab inside", "p.txt", "a\n⟨⟩b\tc\n", "GL041", says: "U+0009"),
    Bad("NUL", "p.txt", "⟨⟩a\u{0}b\n", "GL041", says: "U+0000"),
    Bad("escape character", "p.txt", "⟨⟩a\u{1B}[31m\n", "GL041"),
    Bad("a prompt that is too long", "p.txt", "a\n⟨⟩" + String(repeating: "x", count: 16385), "GL041"),
    Bad("csv without a header", "p.csv", "⟨⟩dog,a dog barks\n", "GL042", says: "no column `prompt`"),
    Bad("csv with a quote left open", "p.csv", "prompt\n⟨⟩\"a\nb\n", "GL042", says: "never closed"),
    Bad("csv with a field too many", "p.csv", "prompt\n⟨⟩a, b\n", "GL042", says: "2 fields, the header has 1"),
    Bad("csv with a field too few", "p.csv", "id,prompt\n⟨⟩a\n", "GL042"),
    Bad("csv with text after a quote", "p.csv", "prompt\n⟨⟩\"a\"b\n", "GL042"),
    Bad("csv with a column twice", "p.csv", "⟨⟩prompt,prompt\na,b\n", "GL042"),
    Bad("csv with a blank line", "p.csv", "prompt\na\n⟨⟩\nb\n", "GL040"),
    Bad("csv with a line break in a prompt", "p.csv", "prompt\n⟨⟩\"a\nb\"\n", "GL041", says: "U+000A"),
    Bad("csv with an empty prompt", "p.csv", "id,prompt\n⟨⟩a,\n", "GL041", says: "empty"),
    Bad("id of a path", "p.csv", "id,prompt\n⟨⟩../x,a\n", "GL043"),
    Bad("hidden id", "p.csv", "id,prompt\n⟨⟩.x,a\n", "GL043"),
    Bad("id with a blank", "p.csv", "id,prompt\n⟨⟩a b,a\n", "GL043"),
    Bad("id with a NUL", "p.csv", "id,prompt\n⟨⟩a\u{0},a\n", "GL043"),
    Bad("id like an option", "p.csv", "id,prompt\n⟨⟩-rf,a\n", "GL043"),
    Bad("empty id", "p.csv", "id,prompt\nx,a\n⟨⟩,b\n", "GL043", says: "empty"),
    Bad("id that is too long", "p.csv", "id,prompt\n⟨⟩" + String(repeating: "x", count: 65) + ",a\n", "GL043"),
    Bad("id twice", "p.csv", "id,prompt\nx,a\n⟨⟩x,b\n", "GL044", says: "the first is in line 2"),
    Bad("id twice in another case", "p.csv", "id,prompt\nDog,a\n⟨⟩dog,b\n", "GL044"),
    Bad("seed of text", "p.csv", "prompt,seed\n⟨⟩a,x\n", "GL042", says: "seed `x`"),
    Bad("seed that is too large", "p.csv", "prompt,seed\n⟨⟩a,4294967296\n", "GL042"),
    Bad("seed below zero", "p.jsonl", "⟨⟩{\"prompt\": \"a\", \"seed\": -1}\n", "GL042"),
    Bad("seed with a point", "p.jsonl", "⟨⟩{\"prompt\": \"a\", \"seed\": 1.0}\n", "GL042"),
    Bad(
      "seed in quotes", "p.jsonl", "⟨⟩{\"prompt\": \"a\", \"seed\": \"1\"}\n", "GL042",
      says: "`seed` is not a whole number"),
    Bad("jsonl without a prompt", "p.jsonl", "⟨⟩{\"id\": \"a\"}\n", "GL042", says: "`prompt` is missing"),
    Bad("jsonl with a list", "p.jsonl", "⟨⟩[\"a\"]\n", "GL042", says: "expected a JSON object"),
    Bad("jsonl with a number for a prompt", "p.jsonl", "⟨⟩{\"prompt\": 1}\n", "GL042"),
    Bad("jsonl with a key twice", "p.jsonl", "⟨⟩{\"prompt\": \"a\", \"prompt\": \"b\"}\n", "GL042"),
    Bad("jsonl cut off", "p.jsonl", "{\"prompt\": \"a\"⟨⟩", "GL042"),
    Bad("jsonl with more behind", "p.jsonl", "{\"prompt\": \"a\"} ⟨⟩{}\n", "GL042", says: "text follows"),
    Bad("jsonl with single quotes", "p.jsonl", "{⟨⟩'prompt': 'a'}\n", "GL042"),
    Bad("jsonl with half a surrogate pair", "p.jsonl", "{\"prompt\": \"\\ud83d⟨⟩\"}\n", "GL042", says: "surrogate"),
    Bad("jsonl with a blank line", "p.jsonl", "{\"prompt\": \"a\"}\n⟨⟩\n{\"prompt\": \"b\"}\n", "GL040"),
    Bad("empty file", "p.txt", "", "GL045"),
    Bad("header alone", "p.csv", "prompt\n", "GL045"),
    Bad("unknown ending", "p.list", "a\n", "GL042"),
    Bad("no ending", "prompts", "a\n", "GL042"),
  ]

  @Test(arguments: bad)
  func `is refused where it stands`(_ test: Bad) throws {
    try SubmissionFixture.with { fixture in
      try fixture.write(test.file, test.text.text)
      let reading = fixture.read("prompts: {file: \(test.file)}")
      let errors = reading.findings.filter { $0.severity == .error }
      #expect(errors.map(\.rule.rawValue) == [test.code])
      #expect(errors.first?.location.file == test.file)
      #expect(errors.first?.message.contains(test.message) == true)
      if test.text.places[""] != nil { #expect(errors.first?.location.position == test.text[""]) }
      #expect(reading.submission == nil)
    }
  }

  @Test func `a list that is not UTF-8 is refused where it stands`() throws {
    try SubmissionFixture.with { fixture in
      try write(Array("a\nb ".utf8) + [0xE9], to: "\(fixture.folder)/p.txt")
      let reading = fixture.read("prompts: {file: p.txt}")
      #expect(reading.codes == ["GL001"])
      #expect(reading.findings.first?.location == Location(file: "p.txt", position: TextPosition(line: 2, column: 3)))
    }
  }

  @Test func `a flood of warnings hides no error`() throws {
    try SubmissionFixture.with { fixture in
      let columns = (0..<300).map { "c\($0)" }.joined(separator: ",")
      let fields = String(repeating: ",x", count: 300)
      try fixture.write("p.csv", "prompt,id,\(columns)\na,../../x\(fields)\n")
      let reading = fixture.read("prompts: {file: p.csv}")
      #expect(reading.submission == nil)
      #expect(reading.codes.filter { $0 == "GL042" }.count == 100)
      #expect(reading.codes.last == "GL043")
    }
  }

  @Test func `a list has a most`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("p.txt", String(repeating: "a\n", count: 100_000))
      #expect(fixture.read("prompts: {file: p.txt}").submission?.prompts.last?.id == "99999")
      #expect(fixture.read("prompts: {file: p.txt, samples: 11}").codes == ["GL045"])
      try fixture.write("p.txt", String(repeating: "a\n", count: 100_001))
      #expect(fixture.read("prompts: {file: p.txt}").codes == ["GL045"])
      try write([UInt8](repeating: 0x61, count: (16 << 20) + 1), to: "\(fixture.folder)/p.txt")
      #expect(fixture.read("prompts: {file: p.txt}").codes == ["GL045"])
    }
  }

  @Test func `prompts of their own seed keep it, with the sample's step`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("p.csv", "prompt,seed\na,100\nb,\n")
      let submission = try #require(fixture.read("prompts: {file: p.csv, samples: 2, seed: 5}").submission)
      #expect(submission.samples.map(\.seed) == [100, 102, 6, 8])
    }
  }

  private static let pieces = [
    "{", "}", "[", "]", "\"", "prompt", "id", "seed", "audio", ":", ",", "1", "-", "e", ".", "\\", "\\u12", "\\ud83d",
    "\n",
    "\r", " ", "\t", "a", "é", "true", "null", "\u{0}", "'", "{\"prompt\": \"a\"}\n", "prompt\n", "id,prompt\n",
  ]

  @Test(arguments: PromptListFormat.allCases)
  func `random lists give rows or findings, at lines that are there`(_ format: PromptListFormat) {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...30, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let source = SourceText(name: "p", bytes: Array(text.utf8))
      var findings: [Finding] = []
      let rows = format.rows(of: source, using: [.prompt, .id, .seed]) { findings.append($0) }
      #expect(rows.allSatisfy { (1...source.lineCount).contains($0.line) }, "\(text)")
      #expect(
        findings.allSatisfy { (1...source.lineCount).contains($0.location.position?.line ?? 0) && $0.excerpt != nil },
        "\(text)")
    }
  }
}
