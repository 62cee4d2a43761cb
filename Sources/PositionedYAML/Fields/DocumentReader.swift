public import Findings

/// Collects everything that is wrong with one document while its fields are read.
///
/// A class because every field of the document reports to the same list; it lives within one call and is never shared.
public final class DocumentReader {
  /// The text.
  public let source: SourceText
  /// Findings so far: the first `maximumFindings` errors, and as many others.
  public private(set) var findings: [Finding]
  private let root: YAMLNode?

  /// Findings kept of one document, errors and others counted apart: a flood of warnings never hides an error.
  static let maximumFindings = 100

  /// Begins reading `reading`, whose own findings come first.
  public init(_ reading: YAMLReading) {
    self.source = reading.source
    self.findings = reading.findings
    self.root = reading.root
  }

  /// The document's root as a field; nil where there is no structure to go on with (it has a finding then).
  public var document: Field? { root.map { Field(reader: self, node: $0, path: "") } }

  /// Whether any finding is an error.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// Adds a finding.
  public func report(_ finding: Finding) {
    let isError = finding.severity == .error
    let alike = findings.reduce(into: 0) { $0 += ($1.severity == .error) == isError ? 1 : 0 }
    if alike < Self.maximumFindings { findings.append(finding) }
  }

  /// Adds a finding about a place in the text.
  public func report(
    _ rule: RuleDescription, _ message: String, at range: TextRange, help: String? = nil, severity: Severity? = nil
  ) {
    report(source.finding(rule, message, at: range, help: help, severity: severity))
  }

  /// Every finding in source order; findings about other files keep their order after those of the text.
  public var sortedFindings: [Finding] {
    findings.enumerated().sorted { left, right in
      let (here, there) = (place(left.element), place(right.element))
      return here != there ? here < there : left.offset < right.offset
    }.map(\.element)
  }

  private func place(_ finding: Finding) -> TextPosition {
    guard finding.location.file == source.name else { return TextPosition(line: .max, column: .max) }
    return finding.location.position ?? .start
  }
}
