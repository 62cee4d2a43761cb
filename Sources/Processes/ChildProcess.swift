import CLinux
import Glibc

/// A child process of ours, started with exactly the descriptors it is given.
///
/// The one way this package starts programs: the warden, the media workers and plain tools all come through here. The
/// child's standard input is `/dev/null` unless mapped, signals are reset, and every descriptor not listed is closed
/// on exec (ours are all opened close-on-exec).
public struct ChildProcess: Sendable {
  /// The process id.
  public let pid: Int32
  /// Readable once the process has ended; owned by this value, closed by `wait`.
  public let pidfd: Int32

  /// Starts `executable` with `arguments` (without the program's name) and only `environment`.
  ///
  /// - Parameter descriptors: target number in the child to descriptor of ours.
  /// - Throws: `SpawnError` where the program cannot be started.
  public static func start(
    _ executable: String, _ arguments: [String], environment: [String: String],
    descriptors: [Int32: Int32], newSession: Bool = false
  ) throws(SpawnError) -> ChildProcess {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // Sources are first lifted above every target, so that no mapping overwrites the source of another.
    let lifted = try lift(descriptors, above: descriptors.keys.max() ?? 2)
    defer { for descriptor in lifted.values { close(descriptor) } }
    if descriptors[0] == nil { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
    for (target, source) in lifted { posix_spawn_file_actions_adddup2(&actions, source, target) }
    resetSignals(&attributes, newSession: newSession)

    var argv: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }

    var pid: pid_t = 0
    let code = posix_spawn(&pid, executable, &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw SpawnError(executable: executable, errno: code) }
    let pidfd = genlock_pidfd_open(pid)
    guard pidfd >= 0 else {
      let cause = errno
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw SpawnError(executable: executable, errno: cause)
    }
    return ChildProcess(pid: pid, pidfd: pidfd)
  }

  /// Waits for the end, reaps the child and closes the pidfd; call once.
  public func wait() -> ProcessEnd {
    var status: Int32 = 0
    var usage = rusage()
    var result: pid_t
    repeat { result = wait4(pid, &status, 0, &usage) } while result < 0 && errno == EINTR
    close(pidfd)
    return ProcessEnd(status: status, usage: usage)
  }

  /// Whether the process ended within `milliseconds`; does not reap it.
  public func ends(within milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
    return Glibc.poll(&poll, 1, milliseconds) > 0
  }

  /// Sends a signal; a process that has already ended is no error.
  public func signal(_ number: Int32) { _ = genlock_pidfd_send_signal(pidfd, number) }
}

/// Why a program could not be started.
public struct SpawnError: Error, Sendable, CustomStringConvertible {
  /// The program that was asked for.
  public let executable: String
  /// The system's error number.
  public let errno: Int32

  /// One sentence with the program and the system's reason.
  public var description: String { "cannot start \(executable): \(String(cString: strerror(errno)))" }
}

/// How a child ended and what it used.
public struct ProcessEnd: Sendable, Hashable {
  /// The exit code, or nil where a signal ended it.
  public let exitCode: Int32?
  /// The signal that ended it, or nil.
  public let signal: Int32?
  /// User plus system CPU seconds of the child and the children it reaped.
  public let cpuSeconds: Double
  /// Peak resident memory in bytes of the largest process.
  public let peakMemory: Int64

  init(status: Int32, usage: rusage) {
    let signalNumber = status & 0x7f
    exitCode = signalNumber == 0 ? (status >> 8) & 0xff : nil
    signal = signalNumber == 0 ? nil : signalNumber
    cpuSeconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
    peakMemory = Int64(usage.ru_maxrss) * 1024
  }
}

private func lift(_ descriptors: [Int32: Int32], above highest: Int32) throws(SpawnError) -> [Int32: Int32] {
  var lifted: [Int32: Int32] = [:]
  for (target, source) in descriptors {
    let copy = fcntl(source, F_DUPFD_CLOEXEC, highest + 1)
    guard copy >= 0 else {
      let cause = errno
      for descriptor in lifted.values { close(descriptor) }
      throw SpawnError(executable: "descriptor \(source)", errno: cause)
    }
    lifted[target] = copy
  }
  return lifted
}

private func resetSignals(_ attributes: inout posix_spawnattr_t, newSession: Bool) {
  var all = sigset_t()
  var none = sigset_t()
  sigfillset(&all)
  sigemptyset(&none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setsigmask(&attributes, &none)
  var flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
  if newSession { flags |= Int16(genlock_posix_spawn_setsid) }
  posix_spawnattr_setflags(&attributes, flags)
}
