public import Findings

/// Every rule of this module, in the order of their codes. Codes are never reused.
public enum FormatRuleCatalogue {
  /// The rules.
  public static let rules: [any FormatRule] = []

  /// What the rules are, for `genlock explain` and docs/rules.md.
  public static let all: [RuleDescription] = rules.map(\.description)
}
