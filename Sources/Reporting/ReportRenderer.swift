public import Evaluation

/// One way to write a result down; a pure function of the result.
public protocol ReportRenderer: Sendable {
  /// The whole report, ending in a line break.
  func render(_ result: EvaluationResult) -> String
}

/// Which program made a report.
public struct ToolIdentity: Sendable, Hashable {
  /// The program's name.
  public var name: String
  /// Its version.
  public var version: String

  /// Makes an identity.
  public init(name: String = "genlock", version: String) {
    self.name = name
    self.version = version
  }
}
