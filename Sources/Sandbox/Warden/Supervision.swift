import CLinux
import Glibc
import Processes

/// One run of the warden, from its start to its last message.
struct Supervision: ~Copyable {
  /// What the warden counted.
  let report: WardenReport
  /// The sandbox's `/out`, which outlives the sandbox; below 0 where it never stood.
  let output: OwnedDescriptor
  let standardOutput: CapturedLog
  let standardError: CapturedLog

  /// Runs the warden to its end and collects logs on the way; blocks the calling thread.
  ///
  /// - Throws: `EngineError` where the warden cannot be started or dies before it has reported.
  static func run(
    _ configuration: [UInt8], warden: String, log: Int64, cancellation: CancellationFlag?
  ) throws(EngineError) -> Supervision {
    var conversation = try WardenConversation(
      configuration, warden: warden, log: log, cancellation: cancellation)
    try conversation.listen()
    return try conversation.finish()
  }
}

/// The harness's side of the talk with one warden: its socket, the model's logs and the user's wish to stop.
private struct WardenConversation: ~Copyable {
  private let process: ChildProcess
  private let control: OwnedDescriptor
  private let standardOutput: OwnedDescriptor
  private let standardError: OwnedDescriptor
  private let cancellation: CancellationFlag?
  private var logs: [BoundedLog]
  private var isOpen = [true, true]
  private var output = OwnedDescriptor(-1)
  private var report: WardenReport?
  private var hasCancelled = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(
    _ configuration: [UInt8], warden: String, log: Int64, cancellation: CancellationFlag?
  ) throws(EngineError) {
    let memory = OwnedDescriptor(genlock_memfd_create("configuration"))
    guard memory.number >= 0, configuration.withUnsafeBytes({ writeAll(memory.number, $0) }) else {
      throw failure("the configuration cannot be written")
    }
    let control = try DescriptorPair("socket", genlock_message_socket_pair)
    let output = try DescriptorPair("pipe") { genlock_pipe($0, 0) }
    let error = try DescriptorPair("pipe") { genlock_pipe($0, 0) }
    do {
      process = try ChildProcess.start(
        warden, [], environment: [:],
        descriptors: [
          1: output.second.number, 2: error.second.number, 3: control.second.number, 4: memory.number,
        ],
        newSession: true)
    } catch {
      throw EngineError(engine: "bubblewrap", reason: "\(error)")
    }
    self.control = control.takeFirst()
    standardOutput = output.takeFirst()
    standardError = error.takeFirst()
    logs = [BoundedLog(limit: log), BoundedLog(limit: log)]
    self.cancellation = cancellation
    // Read without waiting: the poll says when there is something, the drain at the end stops when there is nothing.
    for descriptor in [standardOutput.number, standardError.number] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
  }

  /// Until the warden has reported: takes logs as they come, so that the model never waits for the harness.
  mutating func listen() throws(EngineError) {
    while report == nil {
      var entries = [
        pollfd(fd: isOpen[0] ? standardOutput.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen[1] ? standardError.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: control.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: hasCancelled ? -1 : cancellation?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&entries, 4, -1) >= 0 || errno == EINTR else { throw failure("poll failed") }
      if entries[3].revents != 0 { cancel() }
      for stream in 0..<2 where entries[stream].revents != 0 { takeLog(stream, once: true) }
      if entries[2].revents != 0 { try takeMessage() }
    }
  }

  /// Takes what is left in the pipes (every writer is dead) and reaps the warden.
  consuming func finish() throws(EngineError) -> Supervision {
    for stream in 0..<2 where isOpen[stream] { takeLog(stream, once: false) }
    _ = process.wait()
    guard let report else { throw failure("the supervisor did not report") }
    return Supervision(
      report: report, output: output, standardOutput: logs[0].captured, standardError: logs[1].captured)
  }

  private mutating func cancel() {
    var word: UInt8 = 1
    // A warden that is gone is noticed by the end of the socket.
    _ = genlock_send_descriptors(control.number, &word, 1, nil, 0)
    hasCancelled = true
  }

  private mutating func takeLog(_ stream: Int, once: Bool) {
    let descriptor = stream == 0 ? standardOutput.number : standardError.number
    repeat {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        buffer.withUnsafeBytes { logs[stream].append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        isOpen[stream] = false
        return
      } else if errno == EAGAIN {
        return
      }
    } while !once
  }

  private mutating func takeMessage() throws(EngineError) {
    var descriptors: [Int32] = [-1]
    var descriptorCount: Int32 = 1
    let count = genlock_receive_descriptors(control.number, &buffer, buffer.count, &descriptors, &descriptorCount)
    guard count > 0 else {
      let end = process.wait()
      let cause = end.signal.map { "signal \($0)" } ?? "status \(end.exitCode ?? -1)"
      throw failure("the supervisor (genlock-warden) ended without a report, with \(cause)")
    }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    if text.hasPrefix("ready\n"), descriptorCount == 1 {
      output = OwnedDescriptor(descriptors[0])
    } else if text.hasPrefix("end\n") {
      report = WardenReport(text)
    }
  }
}

private func failure(_ reason: String) -> EngineError { EngineError(engine: "bubblewrap", reason: reason) }

/// The two ends of a pipe or a socket pair: the first is ours, the second the child's.
private struct DescriptorPair: ~Copyable {
  let first: OwnedDescriptor
  let second: OwnedDescriptor

  init(_ kind: String, _ make: (UnsafeMutablePointer<Int32>) -> Int32) throws(EngineError) {
    var ends: [Int32] = [-1, -1]
    guard make(&ends) == 0 else { throw failure("no \(kind) could be made: \(systemMessage(errno))") }
    first = OwnedDescriptor(ends[0])
    second = OwnedDescriptor(ends[1])
  }

  /// Our end; the child's is closed here.
  consuming func takeFirst() -> OwnedDescriptor { first }
}

/// Writes every byte; false with `errno` set where that fails.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
  var rest = bytes
  while !rest.isEmpty {
    let count = write(descriptor, rest.baseAddress, rest.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { return false }
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
  }
  return true
}
