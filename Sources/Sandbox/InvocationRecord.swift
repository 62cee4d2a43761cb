public import Digests
public import Findings

/// What happened in one invocation, as the supervisor saw it; nothing here comes from what the model prints.
public struct InvocationRecord: Sendable, Hashable {
  /// How it ended.
  public var outcome: Outcome
  /// Who can mend it; nil for `completed`.
  public var fault: Fault?
  /// Every limit that was touched, also those that were not the outcome.
  public var limitsHit: [LimitName]
  /// Wall seconds from the command's start to the death of its last process.
  public var wallSeconds: Double
  /// User plus system CPU seconds of the whole tree; nil where it could not be measured.
  public var cpuSeconds: Double?
  /// Peak memory of the whole tree in bytes; nil where it could not be measured.
  public var peakMemory: Int64?
  /// How CPU and memory were measured.
  public var measurement: Measurement
  /// Standard output, bounded.
  public var standardOutput: CapturedLog
  /// Standard error, bounded.
  public var standardError: CapturedLog
  /// The planned files that were copied out of the sandbox.
  public var outputs: [CollectedOutput]
  /// What is wrong with the output folder (missing, symlinks, too large, too many entries, strange names).
  public var findings: [Finding]
  /// Words for people where the outcome needs some: the engine's error, the missing program, the reason of a fault.
  public var detail: String?

  /// Makes a record; the parts not given are empty or unknown.
  public init(
    outcome: Outcome, fault: Fault?, limitsHit: [LimitName] = [], wallSeconds: Double, cpuSeconds: Double? = nil,
    peakMemory: Int64? = nil, measurement: Measurement = .none, standardOutput: CapturedLog = CapturedLog(),
    standardError: CapturedLog = CapturedLog(), outputs: [CollectedOutput] = [], findings: [Finding] = [],
    detail: String? = nil
  ) {
    self.outcome = outcome
    self.fault = fault
    self.limitsHit = limitsHit
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.peakMemory = peakMemory
    self.measurement = measurement
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.outputs = outputs
    self.findings = findings
    self.detail = detail
  }
}

/// Where CPU time and peak memory come from.
public enum Measurement: String, Sendable, Hashable, Codable {
  /// Counters of the invocation's own cgroup: exact.
  case cgroup
  /// A walk over `/proc` just before a kill: what was alive then.
  case sampled
  /// `wait4` on a tree that ended by itself.
  case rusage
  /// Not measured.
  case none
}

/// How an invocation ended.
public enum Outcome: Sendable, Hashable {
  /// Exit status 0 and every planned output there as a regular file.
  case completed
  /// A non-zero exit code.
  case exited(Int32)
  /// Ended by a signal that was not ours, for example `SIGSEGV`.
  case signalled(String)
  /// A wall clock ran out and the tree was killed.
  case timedOut(WallClock)
  /// More CPU seconds than allowed.
  case cpuExceeded
  /// The kernel killed for memory.
  case outOfMemory
  /// The process limit was met and the run failed.
  case processLimit
  /// Exit status 0, but a planned output is not there.
  case outputMissing
  /// The output limit was met.
  case outputTooLarge
  /// A planned output is a symlink, a FIFO, a device, a folder.
  case outputNotAFile
  /// A worker spoke out of turn.
  case protocolViolation
  /// The sandbox could not be set up or the command could not be started.
  case startFailed
  /// The user interrupted the run.
  case cancelled
}

/// A limit's name in reports.
public enum LimitName: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Wall clocks.
  case load, prompt, total
  /// CPU seconds, CPU quota.
  case cpuTime = "cpu-time", cpus
  /// Memory, processes.
  case memory, processes
  /// Sizes of tmpfs.
  case shm, scratch, output
  /// Entries beneath `/out`, log bytes.
  case outputEntries = "output-entries", log

  /// Orders by name.
  public static func < (left: LimitName, right: LimitName) -> Bool { left.rawValue < right.rawValue }
}

/// A log with a bound: the head and the tail are kept, the middle is counted.
public struct CapturedLog: Sendable, Hashable {
  /// The first bytes.
  public var head: [UInt8]
  /// The last bytes, where something was dropped between; empty otherwise.
  public var tail: [UInt8]
  /// All bytes that were written.
  public var totalBytes: Int64

  /// Makes a log.
  public init(head: [UInt8] = [], tail: [UInt8] = [], totalBytes: Int64 = 0) {
    self.head = head
    self.tail = tail
    self.totalBytes = totalBytes
  }

  /// Bytes that were dropped between head and tail.
  public var droppedBytes: Int64 { totalBytes - Int64(head.count + tail.count) }
}

/// A file that was copied out of the sandbox's reach; every later step reads only the copy.
public struct CollectedOutput: Sendable, Hashable {
  /// Its name beneath `/out`.
  public var name: String
  /// Where the copy is.
  public var path: String
  /// Its size in bytes.
  public var byteCount: Int64
  /// The digest of the copied bytes.
  public var digest: SHA256Digest

  /// Makes an output.
  public init(name: String, path: String, byteCount: Int64, digest: SHA256Digest) {
    self.name = name
    self.path = path
    self.byteCount = byteCount
    self.digest = digest
  }
}
