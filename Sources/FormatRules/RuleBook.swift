public import Findings
import Tracks

/// The rules that judge a sample, run together.
public struct RuleBook: Sendable {
  /// The rules, in the order they run.
  public let rules: [any FormatRule]

  /// Makes a book of all rules, or of those given.
  public init(rules: [any FormatRule] = FormatRuleCatalogue.rules) {
    self.rules = rules
  }

  /// Everything wrong with `subject`: all rules, moved by the track's levels, errors first and then by code.
  ///
  /// The order of findings depends on nothing but the findings: equal subjects give equal lists.
  public func check(_ subject: RuleSubject) -> [Finding] {
    let found = rules.flatMap { $0.check(subject) }
    return Self.sorted(RuleLevels(subject.track?.ruleLevels ?? [:]).applied(to: found))
  }

  /// `findings` with errors first, then by code; findings of one code keep their order.
  public static func sorted(_ findings: [Finding]) -> [Finding] {
    let ranked = findings.enumerated().sorted { left, right in
      if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
      if left.element.rule != right.element.rule { return left.element.rule < right.element.rule }
      return left.offset < right.offset
    }
    return ranked.map(\.element)
  }
}
