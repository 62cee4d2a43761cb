import Evaluation
import Reporting
import TestSupport
import Testing

/// What participants see.
struct TextRendererTests {
  @Test func showsARunOnOneScreen() throws {
    let text = TextRenderer(style: TextStyle(width: 120)).render(try ExampleResults.run())
    #expect(Snapshot.difference(text, "run.txt", in: "ReportingTests") == nil)
    #expect(text.split(separator: "\n").count < 50)
  }

  @Test func dropsColumnsWhereTheTerminalIsNarrow() throws {
    let text = TextRenderer(style: TextStyle(width: 60)).render(try ExampleResults.run())
    #expect(Snapshot.difference(text, "run-narrow.txt", in: "ReportingTests") == nil)
  }

  @Test func coloursOnlyWhenAsked() throws {
    let plain = TextRenderer(style: TextStyle(width: 120)).render(try ExampleResults.run())
    let coloured = TextRenderer(style: TextStyle(color: true, width: 120)).render(try ExampleResults.run())
    #expect(!plain.unicodeScalars.contains("\u{1B}"))
    #expect(coloured.unicodeScalars.contains("\u{1B}"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func saysThatALintHadNoTrack() {
    let text = TextRenderer(style: TextStyle(width: 120)).render(ExampleResults.lint())
    #expect(Snapshot.difference(text, "lint.txt", in: "ReportingTests") == nil)
  }

  @Test func cutsLongListsWithTheFailuresFirst() throws {
    let text = TextRenderer(style: TextStyle(width: 120)).render(try ExampleResults.score())
    #expect(Snapshot.difference(text, "score.txt", in: "ReportingTests") == nil)
    #expect(text.split(separator: "\n").count < 40)
    let whole = TextRenderer(style: TextStyle(width: 120, rows: nil)).render(try ExampleResults.score())
    #expect((0..<100).allSatisfy { whole.contains("clip_\($0) ") })
  }

  @Test(arguments: Verdict.allCases) func endsWithVerdictFaultAndNextStep(_ verdict: Verdict) throws {
    var result = try ExampleResults.run()
    result.verdict = verdict
    let lines = TextRenderer().render(result).split(separator: "\n")
    let last = lines.lastIndex { $0.hasPrefix("\(verdict.rawValue): 1 of 5 samples good") }
    #expect(last != nil)
    if let last { #expect(lines[(last + 1)...].allSatisfy { $0.hasPrefix("next: ") }) }
    let text = lines.joined()
    #expect(text.contains("fault: submission") == (verdict == .rejected))
    #expect(text.contains("fault: environment") == (verdict == .incomplete))
    #expect(text.contains("fault: harness") == (verdict == .error))
    #expect(text.contains("genlock resume") == (verdict == .incomplete))
  }

  @Test(arguments: [40, 60, 100, 200]) func nothingFromOutsideReachesTheTerminal(_ width: Int) throws {
    for color in [false, true] {
      let text = TextRenderer(style: TextStyle(color: color, width: width)).render(try ExampleResults.hostile())
      let inert = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(inert.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) })
      #expect(!inert.unicodeScalars.contains { ["\u{202E}", "\u{9B}", "\u{2028}"].contains($0) })
    }
  }

  @Test func tablesNeverExceedTheWidth() throws {
    for width in [40, 50, 80, 120] {
      let result = try ExampleResults.run()
      let lines = TextRenderer(style: TextStyle(width: width)).render(result).split(separator: "\n")
      let rows = lines.filter { line in result.samples.contains { line.hasPrefix("  \($0.id)  ") } }
      #expect(!rows.isEmpty)
      #expect(rows.allSatisfy { DisplayText.width($0) <= width })
    }
  }

  @Test func rendersNothingFoundWithoutEmptySections() throws {
    let text = TextRenderer().render(
      EvaluationResult(kind: .run, name: "empty", track: try ExampleResults.track("spatial")))
    #expect(!text.contains("\n\n\n"))
    #expect(text.contains("accepted: no sample was judged"))
  }
}
