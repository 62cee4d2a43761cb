import CLinux
import Glibc

/// A one-way switch that ends running invocations: once set, every engine that was given it kills what it runs.
///
/// It is a pipe that stays readable from the moment it is set, so engines wait for it with `poll` beside everything
/// else, and a signal handler may set it.
public final class CancellationFlag: Sendable {
  /// Readable once the flag is set; for `poll`, never to be read from.
  public let descriptor: Int32
  private let writeEnd: Int32

  /// Makes a flag that is not set.
  ///
  /// - Throws: `EngineError` where the process is out of descriptors.
  public init() throws(EngineError) {
    var ends: [Int32] = [-1, -1]
    guard genlock_pipe(&ends, 1) == 0 else {
      throw EngineError(engine: "cancellation", reason: "no pipe could be made: \(systemMessage(errno))")
    }
    descriptor = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Sets the flag; safe from any thread and from a signal handler, any number of times.
  public func cancel() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)  // A full pipe means it is set already.
  }

  /// Whether the flag is set.
  public var isCancelled: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
