import Findings
import FormatRules
import Testing

struct RuleLevelsTests {
  private let error = Finding(
    code: RuleCode(rawValue: "GL203"), severity: .error, fault: .submission, message: "m", location: Location(),
    help: nil)
  private let note = Finding(
    code: RuleCode(rawValue: "GL520"), severity: .note, fault: .submission, message: "n", location: Location(),
    help: nil)

  @Test func movesAndSwitchesOffNamedRulesOnly() {
    let levels = RuleLevels(["GL203": "warning", "GL520": "off"])
    #expect(levels.applied(to: [error, note]) == [error.with(severity: .warning)])
    #expect(RuleLevels().applied(to: [error, note]) == [error, note])
    #expect(RuleLevels(["GL999": "off"]).applied(to: [note, error]) == [note, error])
  }

  @Test func sortsErrorsFirstThenByCodeKeepingOrderWithin() {
    let second = Finding(
      code: error.rule, severity: .error, fault: .submission, message: "later", location: Location(), help: nil)
    let late = Finding(
      code: RuleCode(rawValue: "GL301"), severity: .error, fault: .submission, message: "x", location: Location(),
      help: nil)
    #expect(RuleBook.sorted([note, late, error, second]) == [error, second, late, note])
  }
}
