/// A stable code such as `GL203`. Codes are never reused.
///
/// `GL0xx` specs and prompts, `GL1xx` archives and bundles, `GL2xx` video, `GL3xx` audio, `GL4xx` content,
/// `GL5xx` output files, `GL6xx` what happened when the model ran.
public struct RuleCode: RawRepresentable, Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The code's text.
  public let rawValue: String

  /// Makes a code from its text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Orders by text.
  public static func < (left: RuleCode, right: RuleCode) -> Bool { left.rawValue < right.rawValue }

  /// The code's text.
  public var description: String { rawValue }
}

/// What a rule is: its code, its prose and its examples. `genlock explain` prints it and docs/rules.md is made of it.
public struct RuleDescription: Sendable, Hashable {
  /// The stable code.
  public let code: RuleCode
  /// The name in kebab case, unique: `video-frame-rate`.
  public let name: String
  /// The severity unless a track moves it.
  public let severity: Severity
  /// Who can mend a violation, as a rule.
  public let fault: Fault
  /// One sentence: what the rule asks for.
  public let summary: String
  /// Prose: why it matters, what exactly is checked and with what tolerance, how to mend it.
  public let explanation: String
  /// A short example that breaks the rule.
  public let failing: String
  /// A short example that keeps it.
  public let passing: String
  /// The help line of findings that bring none of their own.
  public let help: String?

  /// Makes a description.
  public init(
    code: String, name: String, severity: Severity = .error, fault: Fault = .submission, summary: String,
    explanation: String, failing: String, passing: String, help: String? = nil
  ) {
    self.code = RuleCode(rawValue: code)
    self.name = name
    self.severity = severity
    self.fault = fault
    self.summary = summary
    self.explanation = explanation
    self.failing = failing
    self.passing = passing
    self.help = help
  }
}
