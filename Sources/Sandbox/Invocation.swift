public import Quantities

/// One run of the participant's model: what to start, what it sees, and every limit on it.
public struct Invocation: Sendable, Hashable {
  /// The sample this run makes, for logs, cgroup names and labels.
  public var sample: String
  /// Program and arguments inside the sandbox, placeholders already substituted.
  public var command: [String]
  /// The whole environment inside the sandbox (`PATH`, `HOME`, `GENLOCK_*`, the spec's own).
  public var environment: [String: String]
  /// What `/` is made of.
  public var root: RootFilesystem
  /// The folder shown read-only at `/model`; nil where the image holds the model.
  public var model: String?
  /// Files shown read-only beneath `/in`: name there to path on the host.
  public var inputs: [String: String]
  /// Limits.
  public var limits: InvocationLimits

  /// Makes an invocation.
  public init(
    sample: String, command: [String], environment: [String: String], root: RootFilesystem, model: String?,
    inputs: [String: String], limits: InvocationLimits
  ) {
    self.sample = sample
    self.command = command
    self.environment = environment
    self.root = root
    self.model = model
    self.inputs = inputs
    self.limits = limits
  }
}

/// What the sandbox's root is made of; always shown read-only.
public enum RootFilesystem: Sendable, Hashable {
  /// The host's `/usr` and an allow-list of `/etc` (`image: host`).
  case host
  /// An unpacked root filesystem (`rootfs: ./rootfs`, or an image archive from the cache).
  case folder(String)
}

/// The limits of one invocation, each on a clock or counter outside the model's reach.
public struct InvocationLimits: Sendable, Hashable {
  /// Wall time from the start of the command.
  public var wall: Duration
  /// Which of the spec's clocks `wall` is, for the verdict's name.
  public var wallClock: WallClock
  /// User plus system CPU seconds of the whole tree; nil for none.
  public var cpuTime: Duration?
  /// Memory of the whole tree with its tmpfs; nil for none.
  public var memory: ByteCount?
  /// Processes and threads of the whole tree.
  public var processes: Int
  /// CPU quota in cores; nil for none.
  public var cpus: Double?
  /// Size of `/dev/shm`.
  public var shm: ByteCount
  /// Size of `/scratch` (and `/tmp`, which is in it).
  public var scratch: ByteCount
  /// Size of `/out`.
  public var output: ByteCount
  /// Entries allowed beneath `/out`.
  public var outputEntries: Int
  /// Bytes kept of each log, head and tail together; the rest is counted and dropped.
  public var log: ByteCount

  /// Makes limits; the defaults are those of an unlimited spec.
  public init(
    wall: Duration, wallClock: WallClock = .prompt, cpuTime: Duration? = nil, memory: ByteCount? = nil,
    processes: Int = 4096, cpus: Double? = nil, shm: ByteCount = .gibibytes(2), scratch: ByteCount = .gibibytes(20),
    output: ByteCount = .mebibytes(64), outputEntries: Int = 256, log: ByteCount = .mebibytes(1)
  ) {
    self.wall = wall
    self.wallClock = wallClock
    self.cpuTime = cpuTime
    self.memory = memory
    self.processes = processes
    self.cpus = cpus
    self.shm = shm
    self.scratch = scratch
    self.output = output
    self.outputEntries = outputEntries
    self.log = log
  }
}

/// The clock that ran out.
public enum WallClock: String, Sendable, Hashable, Codable {
  /// Loading a worker.
  case load
  /// One prompt.
  case prompt
  /// The whole run.
  case total
}
