import Findings
import TestSupport
import Testing

/// A finding takes what it does not say from its rule.
struct FindingTests {
  private let rule = RuleDescription(
    code: "GL999", name: "test-rule", severity: .warning, fault: .environment, summary: "A test.",
    explanation: "Prose.",
    failing: "a", passing: "b", help: "do this")
  private let place = Location(file: "x.yaml", position: TextPosition(line: 2, column: 3))

  @Test func `severity, fault and help are the rule's unless given`() {
    let plain = Finding(rule, "message", at: place)
    #expect(plain.rule.description == "GL999")
    #expect(plain.severity == .warning && plain.fault == .environment && plain.help == "do this")
    let own = Finding(rule, "message", help: "do that", severity: .error, fault: .harness)
    #expect(own.severity == .error && own.fault == .harness && own.help == "do that")
    #expect(own.location == Location())
  }

  @Test func `another severity or place changes nothing else`() {
    let excerpt = SourceExcerpt(line: "abc", column: 3, length: 1)
    let finding = Finding(rule, "message", at: place, excerpt: excerpt)
    let raised = finding.with(severity: .error)
    #expect(raised.severity == .error && raised.excerpt == excerpt && raised.location == place)
    #expect(raised.with(severity: .warning) == finding)
    let moved = finding.moved(to: Location(file: "--flag"))
    #expect(moved.location == Location(file: "--flag") && moved.excerpt == nil && moved.message == finding.message)
    #expect(moved.moved(to: place, excerpt: excerpt) == finding)
  }

  @Test func `severities are ordered`() {
    #expect(Severity.allCases.sorted() == [.note, .warning, .error])
  }

  @Test func `positions are ordered by line, then by column`() {
    var random = SeededGenerator(seed: 6)
    let positions = (0..<200).map { _ in
      TextPosition(line: .random(in: 1...5, using: &random), column: .random(in: 1...5, using: &random))
    }
    for (left, right) in zip(positions.sorted(), positions.sorted().dropFirst()) {
      #expect(left.line < right.line || (left.line == right.line && left.column <= right.column))
    }
  }

  @Test func `an excerpt marks at least one scalar`() {
    #expect(SourceExcerpt(line: "", column: 1, length: 0).length == 1)
    #expect(SourceExcerpt(line: "", column: 1, length: -5).length == 1)
  }
}
