import Findings
import FormatRules
import ModelArchive
import PositionedYAML
import Sandbox
import Submissions
import Tracks

/// Every rule of every module, in the order of their codes.
enum RuleCatalogue {
  /// All rules.
  static let all: [RuleDescription] =
    (PositionedYAMLRules.all + TrackRules.all + SubmissionRules.all + ModelArchiveRules.all + FormatRuleCatalogue.all
    + SandboxRules.all).sorted { $0.code < $1.code }

  /// The rule with a code or a name, in any case; nil where there is none.
  static func rule(_ text: String) -> RuleDescription? {
    let wanted = text.lowercased()
    return all.first { $0.code.rawValue.lowercased() == wanted || $0.name == wanted }
  }
}
