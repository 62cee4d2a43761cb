public import Findings

extension SourceText {
  /// A finding about a place in this text, with its excerpt.
  public func finding(
    _ rule: RuleDescription, _ message: String, at range: TextRange, help: String? = nil, severity: Severity? = nil
  ) -> Finding {
    Finding(
      rule, message, at: Location(file: name, position: range.start), help: help, severity: severity,
      excerpt: excerpt(at: range.start, length: range.markLength))
  }
}
