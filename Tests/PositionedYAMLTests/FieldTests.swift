import Findings
import TestSupport
import Testing

@testable import PositionedYAML

/// Reading values of a given type, and what is said where they have another.
struct FieldTests {
  private enum Colour: String, CaseIterable { case red, green }

  private func reader(_ text: String) -> (reader: DocumentReader, fields: MappingFields?) {
    let reader = DocumentReader(YAMLReader.read(Array(text.utf8), name: "x"))
    return (reader, reader.document?.mapping(keys: ["a", "b", "memory", "prompt"]))
  }

  private func value<Value>(_ text: String, _ read: (Field) -> Value?) -> (value: Value?, codes: [String]) {
    let (reader, fields) = reader("a: \(text)\n")
    let value = fields?.optional("a").flatMap(read)
    return (value, reader.findings.map(\.rule.rawValue))
  }

  @Test(arguments: [("1", 1), ("0", 0), ("-3", -3), ("007", 7), ("010", 10), ("100", 100)])
  func `whole numbers are decimal`(_ text: String, _ number: Int) {
    #expect(value(text) { $0.integer(in: -10...100) }.value == number)
  }

  @Test(arguments: [
    ("1.0", "GL014"), ("1e3", "GL014"), ("0x10", "GL014"), ("1_000", "GL014"), ("+1", "GL014"), ("one", "GL014"),
    ("--1", "GL014"), ("١", "GL014"), ("\"1\"", "GL013"), ("[1]", "GL013"), ("{b: 1}", "GL013"), ("", "GL012"),
    ("~", "GL012"), ("null", "GL012"), ("101", "GL015"), ("-11", "GL015"), ("99999999999999999999999", "GL015"),
  ])
  func `everything else is not a whole number`(_ text: String, _ code: String) {
    let (number, codes) = value(text) { $0.integer(in: -10...100) }
    #expect(number == nil)
    #expect(codes == [code])
  }

  @Test(arguments: [
    ("0.5", 0.5, ""), ("1", 1, ""), (".5", nil, "GL014"), ("5.", nil, "GL014"), ("nan", nil, "GL014"),
    ("inf", nil, "GL014"), ("0x1p3", nil, "GL014"), ("1.2.3", nil, "GL014"), ("2.5", nil, "GL015"),
    ("'0.5'", nil, "GL013"),
  ])
  func `numbers are decimal`(_ text: String, _ number: Double?, _ code: String) {
    let (read, codes) = value(text) { $0.number(in: 0...2) }
    #expect(read == number)
    #expect(codes == (code.isEmpty ? [] : [code]))
  }

  @Test(arguments: ["no", "yes", "010", "1.0", "2024-01-01", "0x1F", ".inf", "=", "'~'", "\"null\"", "''"])
  func `scalars are text until something else is asked for`(_ text: String) {
    let (read, codes) = value(text) { $0.text() }
    #expect(read == text.filter { $0 != "'" && $0 != "\"" })
    #expect(codes == [])
  }

  @Test func `a NUL that an escape brings in is refused`() {
    #expect(value("\"a\\0b\"") { $0.text() }.codes == ["GL014"])
  }

  @Test func `a line has no control characters and is not empty`() {
    #expect(value("\"a\\nb\"") { $0.line() }.codes == ["GL014"])
    #expect(value("\"\"") { $0.line() }.codes == ["GL014"])
    #expect(value("a b") { $0.line() }.value == "a b")
  }

  @Test func `a choice names the nearest word`() {
    let (reader, fields) = reader("a: gren\n")
    #expect(fields?.optional("a")?.choice(Colour.self) == nil)
    #expect(reader.findings.first?.message == "`gren` is not a value of `a`; expected one of red, green")
    #expect(reader.findings.first?.help == "did you mean `green`?")
  }

  @Test func `an unknown key names the nearest known one`() {
    let (reader, _) = reader("memroy: 1\nzzzzzz: 2\n")
    #expect(reader.findings.map(\.help) == ["did you mean `memory`?", "known keys: a, b, memory, prompt"])
    #expect(reader.findings.map(\.message) == ["unknown key `memroy`", "unknown key `zzzzzz`"])
  }

  @Test func `every mistake of a mapping is reported in one pass`() {
    let (reader, fields) = reader("aa: 1\nb: [x]\nmemory: *m\n")
    _ = fields?.required("a")
    _ = fields?.optional("b")?.integer(in: 0...1)
    _ = fields?.optional("memory")?.text()
    #expect(reader.sortedFindings.map(\.rule.rawValue) == ["GL011", "GL012", "GL013", "GL006"])
  }

  @Test func `keys that exclude each other are reported at the later one`() {
    let (reader, fields) = reader("b: 1\na: 2\n")
    #expect(fields?.atMostOne(of: ["a", "b"])?.key == "b")
    #expect(reader.findings.map(\.message) == ["`a` and `b` exclude each other"])
    #expect(reader.findings.first?.location.position == TextPosition(line: 2, column: 1))
  }

  @Test func `a list has a length`() {
    #expect(value("[1, 2]") { $0.elements(expected: "a list", least: 1, most: 2) }.value?.count == 2)
    #expect(value("[]") { $0.elements(expected: "a list", least: 1, most: 2) }.codes == ["GL015"])
    #expect(value("[1, 2, 3]") { $0.elements(expected: "a list", least: 1, most: 2) }.codes == ["GL015"])
    #expect(value("text") { $0.elements(expected: "a list") }.codes == ["GL013"])
  }

  @Test func `findings of a document stop at a hundred`() {
    let (reader, _) = reader((0..<1000).map { "k\($0): 1\n" }.joined())
    #expect(reader.findings.count == 100)
  }

  @Test(arguments: [
    ("memroy", "memory"), ("Memory", "memory"), ("promt", "prompt"), ("prompts", "prompt"), ("xyz", nil),
    ("", nil), ("mem", nil),
  ])
  func `the nearest word is near`(_ word: String, _ nearest: String?) {
    #expect(Spelling.nearest(to: word, among: ["memory", "prompt"]) == nearest)
  }

  @Test func `edit distance is a metric on random words`() {
    var random = SeededGenerator(seed: 5)
    func word() -> String {
      String((0..<Int.random(in: 0...6, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" })
    }
    for _ in 0..<2000 {
      let (left, right) = (word(), word())
      let distance = Spelling.distance(left, right)
      #expect(distance == Spelling.distance(right, left))
      #expect((distance == 0) == (left == right))
      #expect(distance <= max(left.count, right.count) && distance >= abs(left.count - right.count))
    }
  }
}
