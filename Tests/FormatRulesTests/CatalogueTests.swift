import Findings
import FormatRules
import Media
import Testing
import Tracks

/// What holds for every rule and every finding.
struct CatalogueTests {
  private static let examples =
    HonestClipTests.cases + VideoRuleTests.presence + VideoRuleTests.rates + VideoRuleTests.lengths
    + VideoRuleTests.sizes + VideoRuleTests.headers + VideoRuleTests.stamps + VideoRuleTests.pixels
    + VideoRuleTests.canonical + AudioRuleTests.presence + AudioRuleTests.formats + AudioRuleTests.lengths
    + AudioRuleTests.starts + AudioRuleTests.wavs + FileRuleTests.failures + FileRuleTests.files
    + FileRuleTests.content

  @Test func codesAndNamesAreUniqueAndOrdered() {
    let codes = FormatRuleCatalogue.all.map(\.code.rawValue)
    #expect(codes == Set(codes).sorted())
    #expect(Set(FormatRuleCatalogue.all.map(\.name)).count == codes.count)
  }

  @Test(arguments: FormatRuleCatalogue.all) func isWrittenOut(_ rule: RuleDescription) {
    #expect(["GL2", "GL3", "GL4", "GL51", "GL52"].contains { rule.code.rawValue.hasPrefix($0) })
    #expect(rule.code.rawValue.utf8.count == 5)
    #expect(rule.name.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 })
    #expect(rule.summary.hasSuffix(".") && !rule.summary.contains("\n"))
    #expect(rule.explanation.count > 100 && rule.explanation.hasSuffix("."))
    #expect(!rule.failing.isEmpty && !rule.passing.isEmpty)
    #expect(rule.help.map { !$0.hasSuffix(".") } ?? false)
    #expect(rule.severity != .error || !rule.code.rawValue.hasPrefix("GL4"), "content rules warn")
  }

  @Test(arguments: FormatRuleCatalogue.all) func isBrokenBySomeExample(_ rule: RuleDescription) {
    #expect(Self.examples.contains { $0.codes.contains(rule.code.rawValue) })
  }

  @Test(arguments: examples) func findingsSayWhereAndReadAsSentences(_ example: RuleCase) throws {
    let subject = try example.subject()
    for finding in RuleBook().check(subject) {
      #expect(finding.location.sample == subject.sample)
      let files = [subject.file] + (subject.wav.map { [$0.file] } ?? [])
      #expect(finding.location.file.map { files.contains($0) } ?? false)
      #expect(
        !finding.message.hasSuffix(".") && !finding.message.contains("\n") && !finding.message.contains("Optional"))
      #expect(finding.help != nil)
    }
  }

  @Test(arguments: examples) func theBookIsSortedAndRepeatable(_ example: RuleCase) throws {
    let subject = try example.subject()
    let findings = RuleBook().check(subject)
    #expect(findings == RuleBook().check(subject))
    #expect(findings == RuleBook.sorted(findings.reversed().reversed()))
    for (left, right) in zip(findings, findings.dropFirst()) {
      #expect(left.severity > right.severity || (left.severity == right.severity && left.rule <= right.rule))
    }
  }

  @Test func aTrackMovesAndSwitchesOffRules() throws {
    var subject = try HonestClips.temporal()
    subject.pictures.repeatedFrames = 31
    subject.picture.sampleAspect = rational(16, 9)
    subject.track?.ruleLevels = ["GL401": "error", "GL216": "off"]
    let findings = RuleBook().check(subject)
    #expect(findings.map(\.rule.rawValue) == ["GL401"])
    #expect(findings.first?.severity == .error)
  }
}
