import Findings
import Reporting
import TestSupport
import Testing

/// Findings the way compilers print them.
struct FindingRendererTests {
  private static let rule = RuleDescription(
    code: "GL012", name: "unknown-key", summary: "A key is known.", explanation: "", failing: "", passing: "")

  private func render(_ line: String, column: Int, length: Int, width: Int = 100, help: String? = nil) -> String {
    let place = Location(file: "submission.yaml", position: TextPosition(line: 7, column: column))
    let excerpt = SourceExcerpt(line: line, column: column, length: length)
    let finding = Finding(Self.rule, "unknown key", at: place, help: help, excerpt: excerpt)
    return FindingRenderer(style: TextStyle(width: width)).render(finding)
  }

  @Test func pointsWithACaret() {
    let expected = """
      submission.yaml:7:3: error[GL012]: unknown key
        7 |   comand: [python3]
          |   ^~~~~~
        help: did you mean `command`?

      """
    #expect(render("  comand: [python3]", column: 3, length: 6, help: "did you mean `command`?") == expected)
  }

  @Test func pointsUnderWideCharacters() {
    #expect(render("太鼓: bad", column: 5, length: 3).hasSuffix("  7 | 太鼓: bad\n    |       ^~~\n"))
    #expect(render("a: 太鼓", column: 4, length: 2).hasSuffix("  7 | a: 太鼓\n    |    ^~~~\n"))
  }

  @Test func pointsUnderStandInsForControls() {
    #expect(render("a\u{202E}b: x", column: 3, length: 1).hasSuffix("  7 | a<U+202E>b: x\n    |          ^\n"))
  }

  @Test func keepsTheCaretInSightOnLongLines() {
    let line = String(repeating: "x", count: 300) + "BAD" + String(repeating: "y", count: 300)
    let lines = render(line, column: 301, length: 3, width: 60).split(separator: "\n")
    #expect(lines.allSatisfy { DisplayText.width($0) <= 60 })
    let marked = zip(lines[1], lines[2]).filter { "^~".contains($0.1) }.map(\.0)
    #expect(String(marked) == "BAD")
  }

  @Test(arguments: [(0, 1), (1, 0), (99, 5), (3, 10_000)]) func survivesMarksOutsideTheLine(
    _ column: Int, _ length: Int
  ) {
    let lines = render("abc", column: column, length: length).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[2].contains("^"))
  }

  struct Place: CustomTestStringConvertible, Sendable {
    var testDescription: String { shown }
    var location: Location
    var shown: String
  }

  @Test(arguments: [
    Place(location: Location(), shown: "error[GL012]: m"),
    Place(location: Location(file: "a.yaml"), shown: "a.yaml: error[GL012]: m"),
    Place(location: Location(file: "m.tar", entry: "../x"), shown: "m.tar!../x: error[GL012]: m"),
    Place(location: Location(sample: "0007"), shown: "0007: error[GL012]: m"),
    Place(
      location: Location(file: "7.mp4", sample: "0007", stream: "video 0", time: 1.5),
      shown: "7.mp4 [video 0] at 1.500 s: error[GL012]: m"),
  ])
  func namesThePlace(_ place: Place) {
    let finding = Finding(Self.rule, "m", at: place.location)
    #expect(FindingRenderer().render(finding) == place.shown + "\n")
  }

  @Test func countsBySeverity() {
    let error = Finding(Self.rule, "m")
    let findings = [error, error.with(severity: .note), error, error.with(severity: .warning)]
    #expect(FindingRenderer().summary(findings) == "2 errors, 1 warning, 1 note")
    #expect(FindingRenderer().render(findings).hasSuffix("2 errors, 1 warning, 1 note\n"))
    #expect(FindingRenderer().render([]) == "")
  }
}
