import Findings
import FormatRules
import Testing

/// The honest clip a case starts from.
enum HonestBase: Sendable {
  case temporal, withWAV, spatial, audioToVideo, untracked

  func subject() throws -> RuleSubject {
    switch self {
    case .temporal: try HonestClips.temporal()
    case .withWAV: try HonestClips.withWAV()
    case .spatial: try HonestClips.spatial()
    case .audioToVideo: try HonestClips.silentPicture()
    case .untracked: try HonestClips.withWAV(nil)
    }
  }
}

/// One clip and exactly the codes that the whole book must give it.
struct RuleCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  /// The honest clip to start from.
  var base: HonestBase
  /// What is done to it.
  var spoil: @Sendable (inout RuleSubject) -> Void
  /// The codes, sorted; several findings of one rule give its code several times.
  var codes: [String]

  init(
    _ name: String, _ codes: [String], from base: HonestBase = .temporal,
    _ spoil: @escaping @Sendable (inout RuleSubject) -> Void = { _ in }
  ) {
    self.testDescription = name
    self.base = base
    self.spoil = spoil
    self.codes = codes
  }

  /// The clip after it was spoiled.
  func subject() throws -> RuleSubject {
    var subject = try base.subject()
    spoil(&subject)
    return subject
  }

  /// Runs the whole book and compares.
  func check() throws {
    let findings = RuleBook().check(try subject())
    #expect(findings.map(\.rule.rawValue).sorted() == codes, "\(findings.map(\.message))")
  }
}
