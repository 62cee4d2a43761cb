/// One thing that is wrong, or worth knowing, about a submission or a file.
///
/// A finding is a value: it is collected, ordered and rendered, never thrown. It says what is wrong (`message`), where
/// (`location`, `excerpt`), and what to do (`help`); why it matters is the prose of its rule.
public struct Finding: Sendable, Hashable {
  /// The rule that was broken.
  public let rule: RuleCode
  /// How much it matters here; a track may have moved it from the rule's default.
  public let severity: Severity
  /// Who can mend it.
  public let fault: Fault
  /// What is wrong, with the values seen and expected, in one sentence without a final stop.
  public let message: String
  /// Where it was seen.
  public let location: Location
  /// What to do about it, in one sentence without a final stop; nil where there is nothing to say.
  public let help: String?
  /// The line of text the finding points into, for findings in text files.
  public let excerpt: SourceExcerpt?

  /// Makes a finding of `rule`, at the rule's own severity and fault unless others are given.
  public init(
    _ rule: RuleDescription, _ message: String, at location: Location = Location(), help: String? = nil,
    severity: Severity? = nil, fault: Fault? = nil, excerpt: SourceExcerpt? = nil
  ) {
    self.rule = rule.code
    self.severity = severity ?? rule.severity
    self.fault = fault ?? rule.fault
    self.message = message
    self.location = location
    self.help = help ?? rule.help
    self.excerpt = excerpt
  }

  /// Makes a finding read back from a journal or a report.
  public init(
    code: RuleCode, severity: Severity, fault: Fault, message: String, location: Location, help: String?,
    excerpt: SourceExcerpt? = nil
  ) {
    self.rule = code
    self.severity = severity
    self.fault = fault
    self.message = message
    self.location = location
    self.help = help
    self.excerpt = excerpt
  }

  /// The same finding at another severity.
  public func with(severity: Severity) -> Finding {
    Finding(
      code: rule, severity: severity, fault: fault, message: message, location: location, help: help, excerpt: excerpt)
  }

  /// The same finding at another place, with the excerpt that belongs to it.
  public func moved(to location: Location, excerpt: SourceExcerpt? = nil) -> Finding {
    Finding(
      code: rule, severity: severity, fault: fault, message: message, location: location, help: help, excerpt: excerpt)
  }
}

/// How much a finding matters: an error rejects, a warning does not, a note informs.
public enum Severity: String, Sendable, Hashable, Comparable, Codable, CaseIterable {
  /// Worth knowing; nothing is wrong.
  case note
  /// Accepted, but probably not what was meant, or a number is affected.
  case warning
  /// Rejects the file or the submission.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Orders note before warning before error.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// Who can mend a failure.
public enum Fault: String, Sendable, Hashable, Codable, CaseIterable {
  /// The participant's model, spec or files.
  case submission
  /// The machine: engine, disk, library, network, limits of the host.
  case environment
  /// A bug in Genlock.
  case harness
  /// It cannot be told from what was seen.
  case ambiguous
}
