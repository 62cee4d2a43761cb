import CLinux
import Glibc
import Processes
import Quantities

/// One running `genlock-media`: its process, the socket to it and the slot shared with it.
final class WorkerChild {
  /// Descriptors of the child: the socket, and the slot.
  static let socketNumber: Int32 = 3
  static let slotNumber: Int32 = 4

  /// The slot shared with the child.
  let slot: SharedSlot
  /// The process.
  let process: ChildProcess
  private let socket: Int32
  private var isReaped = false
  private var buffer = [UInt8](repeating: 0, count: WorkerWire.longest)

  /// What came of waiting for a message.
  enum Arrival {
    case message(WorkerMessage)
    case malformed(String)
    case timedOut
    /// The child closed its end, or died.
    case hungUp
  }

  /// Starts a child; it is not ready before its first message.
  init(_ executable: String, _ layout: SharedSlot.Layout, _ limits: WorkerLimits) throws(MediaWorkerError) {
    func failure(_ what: String) -> MediaWorkerError {
      MediaWorkerError(path: executable, reason: "\(what): \(String(cString: strerror(errno)))")
    }
    guard let slot = SharedSlot(creating: layout) else { throw failure("no shared memory for a media worker") }
    var pair: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
      throw failure("no socket for a media worker")
    }
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(pair[1])
      if null >= 0 { close(null) }
    }
    guard null >= 0 else {
      let error = failure("/dev/null cannot be opened")
      close(pair[0])
      throw error
    }
    // A crash must show as its own signal: Swift's backtracer would catch it, and may do nothing here.
    var environment = ["SWIFT_BACKTRACE": "enable=no"]
    if let path = getenv("LD_LIBRARY_PATH") { environment["LD_LIBRARY_PATH"] = String(cString: path) }
    do throws(SpawnError) {
      process = try ChildProcess.start(
        executable,
        [
          String(layout.frameBytes), String(layout.sampleBytes), String(limits.memory.bytes), String(limits.cpuSeconds),
        ], environment: environment,
        descriptors: [0: null, 1: null, 2: null, Self.socketNumber: pair[1], Self.slotNumber: slot.descriptor])
    } catch {
      close(pair[0])
      throw MediaWorkerError(path: executable, reason: error.description)
    }
    socket = pair[0]
    self.slot = slot
  }

  deinit { if !isReaped { end() } }

  /// Sends a request, with a descriptor where it needs one; false where the child is gone.
  func send(_ request: WorkerRequest, descriptor: Int32? = nil) -> Bool {
    guard let bytes = WorkerWire.encode(request) else { return false }
    let descriptors = descriptor.map { [$0] } ?? []
    return genlock_send_descriptors(socket, bytes, bytes.count, descriptors, Int32(descriptors.count)) == bytes.count
  }

  /// Waits for the next message until `deadline` (`monotonicSeconds`).
  func receive(until deadline: Double) -> Arrival {
    var event = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    while true {
      let left = deadline - monotonicSeconds()
      guard left > 0 else { return .timedOut }
      let ready = poll(&event, 1, Int32(min(left * 1000 + 1, 1e9)))
      if ready < 0 && errno != EINTR { return .hungUp }
      if ready > 0 { break }
    }
    var room: Int32 = 0
    let count = genlock_receive_descriptors(socket, &buffer, buffer.count, nil, &room)
    if count < 0 && errno == EMSGSIZE { return .malformed("a message of more than \(buffer.count) bytes") }
    guard count > 0 else { return .hungUp }
    do throws(WorkerWire.Malformed) {
      return .message(try WorkerWire.decode(WorkerMessage.self, buffer[..<count]))
    } catch {
      return .malformed(error.reason)
    }
  }

  /// Lets the child end by itself if it is already ending, kills it otherwise, and reaps it; call once.
  ///
  /// - Parameter patience: milliseconds to wait for its own end, so that its own signal is seen rather than ours.
  /// - Returns: how it ended by itself; nil where we killed it.
  @discardableResult
  func end(patience: Int32 = 0) -> ProcessEnd? {
    isReaped = true
    close(socket)
    let endsAlone = patience > 0 && process.ends(within: patience)
    if !endsAlone { process.signal(SIGKILL) }
    let end = process.wait()
    return endsAlone ? end : nil
  }
}

/// Seconds of the monotonic clock.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
