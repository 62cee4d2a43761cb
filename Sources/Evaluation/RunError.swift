/// A failure on our side of a run: the run directory, the journal, the engine, a companion program.
public struct RunError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is; decides the exit code.
  public enum Kind: Sendable, Hashable {
    /// The machine: disk, permissions, engine, libraries. Exit 3.
    case environment
    /// What the user asked for does not fit together (another spec than the run's, not a run directory). Exit 2.
    case usage
    /// A bug of ours. Exit 4.
    case harness
  }

  /// The kind.
  public let kind: Kind
  /// What failed, where, and the system's reason.
  public let reason: String
  /// What to do; nil where there is nothing to say.
  public let help: String?

  /// Makes an error.
  public init(_ kind: Kind, _ reason: String, help: String? = nil) {
    self.kind = kind
    self.reason = reason
    self.help = help
  }

  /// One sentence, with the way out where there is one.
  public var description: String { help.map { "\(reason) (\($0))" } ?? reason }
}
