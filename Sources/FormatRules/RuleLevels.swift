public import Findings

/// How a track or a user has moved rules: to another severity, or off.
///
/// Applies to findings of every module, not of the format rules alone.
public struct RuleLevels: Sendable, Hashable {
  /// Where a rule was moved to; nil switches it off.
  private var moved: [RuleCode: Severity?]

  /// Reads a track's `rules` section: code to `error`, `warning`, `note` or `off`.
  ///
  /// The track reader has refused other words already; one that is seen here leaves its rule where it is.
  public init(_ levels: [String: String] = [:]) {
    moved = [:]
    for (code, level) in levels {
      if level == "off" {
        moved.updateValue(nil, forKey: RuleCode(rawValue: code))
      } else if let severity = Severity(rawValue: level) {
        moved.updateValue(severity, forKey: RuleCode(rawValue: code))
      }
    }
  }

  /// The findings that are left, each at its severity here, in the same order.
  public func applied(to findings: [Finding]) -> [Finding] {
    findings.compactMap { finding in
      guard let level = moved[finding.rule] else { return finding }
      guard let severity = level else { return nil }
      return severity == finding.severity ? finding : finding.with(severity: severity)
    }
  }
}
