public import Findings

/// One rule about produced files: what it asks for, and the check.
///
/// A rule is a pure function of its subject: it opens nothing, remembers nothing and never fails. It reports declared
/// facts beside decoded ones where they differ, and judges by what decoded.
public protocol FormatRule: Sendable {
  /// The code, the prose and the examples.
  var description: RuleDescription { get }

  /// What is wrong with `subject` by this rule, in stream order; empty where nothing is, or where the rule does not
  /// apply (no track, nothing decoded, a decode that stopped early).
  func check(_ subject: RuleSubject) -> [Finding]
}
