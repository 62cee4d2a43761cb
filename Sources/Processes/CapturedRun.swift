import CLinux
import Glibc

/// A short run of a plain tool, with what it printed.
public struct CapturedRun: Sendable {
  /// How it ended.
  public let end: ProcessEnd
  /// Standard output and standard error together, at most `limit` bytes of them.
  public let output: [UInt8]
  /// Whether it was killed because it took too long.
  public let isTimedOut: Bool

  /// What it printed, as text.
  public var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs `executable` to its end and keeps the first `limit` bytes it prints; blocks the calling thread.
  ///
  /// A tool that is not done after `seconds` is killed. Its children are not: this is for tools that are trusted.
  ///
  /// - Throws: `SpawnError` where the program cannot be started.
  public static func of(
    _ executable: String, _ arguments: [String], environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    limit: Int = 1 << 20, seconds: Double = 10
  ) throws(SpawnError) -> CapturedRun {
    var ends: [Int32] = [-1, -1]
    guard genlock_pipe(&ends, 0) == 0 else { throw SpawnError(executable: executable, errno: errno) }
    defer { close(ends[0]) }
    let child: ChildProcess
    do {
      defer { close(ends[1]) }
      child = try ChildProcess.start(
        executable, arguments, environment: environment, descriptors: [1: ends[1], 2: ends[1]])
    }
    var output: [UInt8] = []
    let isTimedOut = !drain(ends[0], into: &output, limit: limit, seconds: seconds)
    if isTimedOut { child.signal(SIGKILL) }
    return CapturedRun(end: child.wait(), output: output, isTimedOut: isTimedOut)
  }
}

/// Reads to the end of the pipe; false where that takes longer than `seconds`.
private func drain(_ pipe: Int32, into output: inout [UInt8], limit: Int, seconds: Double) -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now + .seconds(seconds)
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  while true {
    let left = (deadline - clock.now) / .milliseconds(1)
    guard left > 0 else { return false }
    var entry = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, Int32(min(left.rounded(.up), 1e6))) > 0 else { continue }
    let count = read(pipe, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return true }
    output += buffer[..<min(count, limit - output.count)]
  }
}
