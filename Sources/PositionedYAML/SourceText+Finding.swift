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

extension SourceText {
  /// The finding for a text whose byte at `offset` is not UTF-8.
  public func notUTF8(at offset: Int) -> Finding { NotUTF8.finding(offset: offset, in: self) }

  /// The finding for a key, written at `range`, that is none of those known.
  public func unknownKey(_ key: String, among known: [String], at range: TextRange) -> Finding {
    UnknownKey.finding(key: key, at: range, known: known, place: "", in: self)
  }
}
