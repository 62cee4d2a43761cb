import Findings
import Media

extension RuleSubject {
  /// A finding of `rule` for each file that could not be examined for this reason.
  func failures(_ kind: MediaFailure.Kind, _ rule: RuleDescription, _ message: String) -> [Finding] {
    examinations.compactMap { file, examination in
      guard case .unreadable(let failure) = examination, failure.kind == kind else { return nil }
      let detail = failure.detail.isEmpty ? "" : " (\(failure.detail))"
      return Finding(rule, message + detail, at: location(file))
    }
  }
}
