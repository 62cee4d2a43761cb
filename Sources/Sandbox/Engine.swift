/// A way to run a stranger's program: bubblewrap now; docker and podman pass the same conformance suite.
///
/// An engine is used from several threads at once, one invocation each.
public protocol Engine: Sendable {
  /// The engine's name on the command line and in reports.
  var name: String { get }

  /// What this engine enforces, observes or cannot do on this machine; probed once, cheap to read.
  var abilities: EngineAbilities { get }

  /// Runs `invocation` to the end of its last process and copies the planned outputs into `destination`.
  ///
  /// Blocks the calling thread. The model's failure is the record; ours is thrown.
  func run(_ invocation: Invocation, collecting plan: OutputPlan) throws(EngineError) -> InvocationRecord
}

/// Which files beneath `/out` are wanted, and where their copies go.
public struct OutputPlan: Sendable, Hashable {
  /// A file the model is asked to write.
  public struct Planned: Sendable, Hashable {
    /// Its name beneath `/out`.
    public var name: String
    /// Whether the sample fails without it.
    public var isRequired: Bool

    /// Makes a planned file.
    public init(name: String, isRequired: Bool) {
      self.name = name
      self.isRequired = isRequired
    }
  }

  /// The files, required and optional.
  public var files: [Planned]
  /// The folder the copies go into; it exists. Files appear there by rename, whole and synced.
  public var destination: String

  /// Makes a plan.
  public init(files: [Planned], destination: String) {
    self.files = files
    self.destination = destination
  }
}

/// What an engine does about each limit and each isolation promise on this machine.
public struct EngineAbilities: Sendable, Hashable {
  /// How far a limit is held.
  public enum Ability: String, Sendable, Hashable, Codable {
    /// Held by the kernel or by a kill.
    case enforced
    /// Seen and reported, not held.
    case observed
    /// Neither.
    case unavailable
  }

  /// The ability for each limit.
  public var limits: [LimitName: Ability]
  /// The isolation promises that hold here, in words: `no network`, `read-only root`, ...
  public var isolation: [String]
  /// What does not hold here and what would mend it, in words.
  public var caveats: [String]

  /// Makes a table.
  public init(limits: [LimitName: Ability], isolation: [String], caveats: [String]) {
    self.limits = limits
    self.isolation = isolation
    self.caveats = caveats
  }
}

/// A failure of the engine itself: not installed, no user namespaces, no disk.
public struct EngineError: Error, Sendable, CustomStringConvertible {
  /// The engine.
  public let engine: String
  /// What failed.
  public let reason: String
  /// What to do.
  public let help: String?

  /// Makes an error.
  public init(engine: String, reason: String, help: String? = nil) {
    self.engine = engine
    self.reason = reason
    self.help = help
  }

  /// One sentence, with the way out where there is one.
  public var description: String { help.map { "\(engine): \(reason) (\($0))" } ?? "\(engine): \(reason)" }
}
