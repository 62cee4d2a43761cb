import CLinux
import Glibc
import Processes

/// One lane of media examination: a `genlock-media` child that parses untrusted bytes on our behalf.
///
/// Confined to the thread that uses it (one lane = one thread = one worker). The child is started at the first
/// examination, takes many files, and is started again after a crash, a time-out or a limit; a malformed file may cost
/// a child, never the harness.
public final class MediaWorker {
  private let executable: String?
  private let limits: WorkerLimits
  private var child: WorkerChild?
  private var versions: MediaLibraryVersions?
  /// The child that runs at present; nil where none does.
  var childProcess: Int32? { child?.process.pid }
  /// How many children were started so far.
  public private(set) var starts = 0

  /// Prepares a lane; starts nothing yet.
  ///
  /// - Parameter executable: the worker's path; nil looks beside our own executable.
  /// - Parameter limits: what each child may use.
  public init(executable: String? = nil, limits: WorkerLimits = WorkerLimits()) {
    self.executable = executable
    self.limits = limits
  }

  deinit { close() }

  /// Ends the child, if one runs, and reaps it; the next examination starts another.
  public func close() {
    child?.end()
    child = nil
  }

  /// The FFmpeg libraries the worker decodes with; starts a child where none runs.
  ///
  /// - Throws: `MediaWorkerError` where no worker can be started.
  public func libraryVersions() throws(MediaWorkerError) -> MediaLibraryVersions {
    if let versions { return versions }
    _ = try runningChild(for: DecodeLimits())
    guard let versions else {
      throw MediaWorkerError(path: Self.program, reason: "the worker did not say its versions")
    }
    return versions
  }

  /// Examines one file, opened by us (read-only, no symlink followed, regular file) and handed over as a descriptor.
  ///
  /// The wall limit of the request counts the worker's time alone, not the consumer's. Frames and samples that arrived
  /// before a failure have been consumed by then.
  ///
  /// - Returns: facts, or why there are none. What is wrong with the file is always a value.
  /// - Throws: `MediaWorkerError` where our own parts fail: worker missing, file cannot be opened, no memory.
  public func examine(
    _ path: String, _ request: ExaminationRequest, consumer: (any MediaConsumer)? = nil
  ) throws(MediaWorkerError) -> Examination {
    let descriptor = try Self.open(path)
    defer { Glibc.close(descriptor) }
    return try examine(descriptor: descriptor, named: path, request, consumer: consumer)
  }

  /// Examines what an open descriptor of a regular file or a memory file shows; it stays the caller's to close.
  ///
  /// - Parameter path: what errors call it.
  public func examine(
    descriptor: Int32, named path: String, _ request: ExaminationRequest, consumer: (any MediaConsumer)? = nil
  ) throws(MediaWorkerError) -> Examination {
    var asked = request
    if consumer == nil { (asked.wantsFrames, asked.wantsAudio) = (false, false) }
    var running = try runningChild(for: request.limits)
    if !running.send(.examine(asked), descriptor: descriptor) {
      // A child that died while it was idle says nothing of this file.
      close()
      running = try runningChild(for: request.limits)
      guard running.send(.examine(asked), descriptor: descriptor) else {
        throw MediaWorkerError(path: path, reason: "the media worker takes no request")
      }
    }
    var conversation = Conversation(running, asked, consumer)
    switch conversation.run() {
    case .finished(let examination):
      // What is left of a worker that ran out of memory is not worth another file.
      if case .unreadable(let failure) = examination, failure.kind == .outOfMemory { close() }
      return examination
    case .broken(let how):
      child = nil
      return .unreadable(how)
    }
  }

  private static let program = "genlock-media"

  /// A child that is ready, has room for the frames asked for and CPU time left for one more file.
  private func runningChild(for request: DecodeLimits) throws(MediaWorkerError) -> WorkerChild {
    let needed = max(1, request.pixels).multipliedReportingOverflow(by: 3)
    guard !needed.overflow, needed.partialValue <= Self.largestFrame else {
      throw MediaWorkerError(
        path: Self.program, reason: "a limit of \(request.pixels) pixels is above \(Self.largestFrame / 3)")
    }
    let wall = max(1, min(request.wallSeconds, 86_400))
    if let child {
      let fits = child.slot.layout.frameBytes >= needed.partialValue
      if fits, allow(wall, to: child) { return child }
      close()
    }
    let started = try startChild(SharedSlot.Layout(frameBytes: needed.partialValue, sampleBytes: Self.sampleBytes))
    _ = allow(wall, to: started)
    return started
  }

  /// Sets the child's CPU limit for one file, which a child with one thread cannot meet before the wall limit; it is
  /// what ends a child whose harness was killed. False where the child is gone or too near its last second.
  private func allow(_ seconds: Double, to child: WorkerChild) -> Bool {
    let pid = child.process.pid
    let used = genlock_cpu_seconds(pid)
    // Below the hard limit, so that it shows as SIGXCPU; a young child may have all that there is.
    let last = Double(max(2, limits.cpuSeconds) - 1)
    guard used >= 0, used + seconds + 1 <= last || used < 1 else { return false }
    let soft = min(last, (used + seconds + 1).rounded(.up))
    return genlock_set_soft_limit(pid, Int32(RLIMIT_CPU.rawValue), UInt64(soft)) == 0
  }

  private func startChild(_ layout: SharedSlot.Layout) throws(MediaWorkerError) -> WorkerChild {
    guard let path = executable ?? ProgramLocator.companion(Self.program) else {
      throw MediaWorkerError(
        path: Self.program,
        reason: "not found beside the executable nor in ../libexec/genlock; install it there or set GENLOCK_LIBEXEC")
    }
    let started = try WorkerChild(path, layout, limits)
    starts += 1
    switch started.receive(until: monotonicSeconds() + limits.startSeconds) {
    case .message(.ready(let versions)):
      self.versions = versions
      child = started
      return started
    case .timedOut:
      throw MediaWorkerError(path: path, reason: "not ready after \(limits.startSeconds) s")
    case .hungUp:
      throw MediaWorkerError(path: path, reason: Self.startFailure(started.end(patience: 1000)))
    case .message, .malformed:
      throw MediaWorkerError(path: path, reason: "is not a media worker of this version; install both together")
    }
  }

  private static func startFailure(_ end: ProcessEnd?) -> String {
    guard let end else { return "closed its socket before it was ready; install both programs together" }
    return switch end.exitCode {
    case WorkerExit.confinement.rawValue:
      "cannot confine itself; a kernel with seccomp filters is needed"
    case WorkerExit.usage.rawValue: "was started with arguments it does not know; install both together"
    case 127: "a library it needs is missing; run it by hand to see which (FFmpeg 5.1 or newer, libseccomp)"
    case .some(let code): "ended with exit code \(code) before it was ready"
    case nil: "was killed by signal \(end.signal ?? 0) before it was ready"
    }
  }

  private static func open(_ path: String) throws(MediaWorkerError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let words = errno == ELOOP ? "is a symbolic link, which is not followed" : String(cString: strerror(errno))
      throw MediaWorkerError(path: path, reason: "cannot be opened: \(words)")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(descriptor)
      throw MediaWorkerError(path: path, reason: "is not a regular file")
    }
    return descriptor
  }

  private static let sampleBytes = 1 << 20
  private static let largestFrame = 1 << 30
}

/// Exit codes of `genlock-media` before it is ready.
package enum WorkerExit: Int32, Sendable {
  /// Wrong arguments or descriptors.
  case usage = 64
  /// It could not confine itself.
  case confinement = 71
}

/// A failure on our side of examining a file.
public struct MediaWorkerError: Error, Sendable, CustomStringConvertible {
  /// The file being examined.
  public let path: String
  /// What failed and what to do.
  public let reason: String

  /// Makes an error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// One sentence.
  public var description: String { "\(path): \(reason)" }
}
