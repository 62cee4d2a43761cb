import Findings
import FormatRules
import ModelArchive
import PositionedYAML
import Reporting
import Sandbox
import Submissions
import TestSupport
import Testing
import Tracks

/// The catalogue for people.
struct RulesDocumentTests {
  /// Every rule of every module, as the command concatenates them.
  private static let catalogue: [RuleDescription] =
    PositionedYAMLRules.all + TrackRules.all + SubmissionRules.all + ModelArchiveRules.all + FormatRuleCatalogue.all
    + SandboxRules.all

  @Test func docsHoldEveryRuleAsItIs() {
    let page = TestData.packageRoot + "/docs/rules.md"
    #expect(Snapshot.difference(RulesDocument.markdown(Self.catalogue), file: page) == nil)
  }

  @Test func noTwoRulesShareACodeOrAName() {
    #expect(Set(Self.catalogue.map(\.code)).count == Self.catalogue.count)
    #expect(Set(Self.catalogue.map(\.name)).count == Self.catalogue.count)
  }

  private static let sample = RuleDescription(
    code: "GL203", name: "video-frame-rate", severity: .error, summary: "The rate is accepted.",
    explanation: "First paragraph of some length that is wrapped.\n\nSecond paragraph.", failing: "6 frames a second",
    passing: "8 frames a second", help: "write `-r 8`")

  @Test func explainsOneRule() {
    let text = RulesDocument.explanation(Self.sample, style: TextStyle(width: 40))
    let expected = """
      GL203 video-frame-rate (error, fault: submission)

      The rate is accepted.

      First paragraph of some length that is
      wrapped.

      Second paragraph.

      Breaks it:
        6 frames a second
      Keeps it:
        8 frames a second
      To mend it:
        write `-r 8`

      """
    #expect(text == expected)
  }

  @Test func listsRulesByCode() {
    let other = RuleDescription(
      code: "GL101", name: "absolute-path", severity: .warning, summary: "Paths are relative.", explanation: "",
      failing: "", passing: "")
    let expected = """
      code   severity  name              asks for
      GL101  warning   absolute-path     Paths are relative.
      GL203  error     video-frame-rate  The rate is accepted.

      """
    #expect(RulesDocument.list([Self.sample, other], style: TextStyle(width: 80)) == expected)
  }

  @Test func writesAPageOrderedByCode() {
    let other = RuleDescription(
      code: "GL101", name: "absolute-path", severity: .warning, summary: "No `|` in paths.", explanation: "Why.",
      failing: "a:\n  b", passing: "`etc`")
    let page = RulesDocument.markdown([Self.sample, other])
    #expect(
      page.contains("| [GL101](#gl101-absolute-path) | absolute-path | warning | No `\\|` in paths. |\n| [GL203]"))
    #expect(page.contains("Breaks it:\n\n```text\na:\n  b\n```\n\nKeeps it: `etc`\n"))
    #expect(page.hasSuffix("To mend it: write `-r 8`.\n"))
    let explained = RulesDocument.explanation(other, style: TextStyle())
    #expect(explained.contains("Breaks it:\n  a:\n    b\nKeeps it:\n  `etc`\n"))
  }
}
