/// One lane of media examination: a `genlock-media` child that parses untrusted bytes on our behalf.
///
/// Confined to the thread that uses it (one lane = one thread = one worker). The child is started at the first
/// examination, takes many files, and is started again after a crash, a time-out or a limit; a malformed file may cost
/// a child, never the harness.
public final class MediaWorker {
  /// Prepares a lane; starts nothing yet.
  ///
  /// - Parameter executable: the worker's path; nil looks beside our own executable.
  public init(executable: String? = nil) {
  }

  /// Examines one file, opened by us (read-only, no symlink followed, regular file) and handed over as a descriptor.
  ///
  /// - Returns: facts, or why there are none. What is wrong with the file is always a value.
  /// - Throws: `MediaWorkerError` where our own parts fail: worker missing, file cannot be opened, no memory.
  public func examine(
    _ path: String, _ request: ExaminationRequest, consumer: (any MediaConsumer)? = nil
  ) throws(MediaWorkerError) -> Examination {
    throw MediaWorkerError(path: path, reason: "not built yet")
  }
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
