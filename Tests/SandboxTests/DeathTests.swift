import CLinux
import Findings
import Glibc
import Processes
import Quantities
import Synchronization
import Testing

@testable import Sandbox

/// The end of a sandbox is the end of everything in it, whoever dies first.
@Suite(.serialized, .enabled(if: !EngineBench.all.isEmpty, "no engine works on this machine"))
struct DeathTests {
  /// A number for `sleep` that no other process on the machine has on its command line.
  static func marker() -> String { "86\(getpid()).\(UInt32.random(in: 100_000...999_999))" }

  struct Clinger: Sendable, CustomTestStringConvertible {
    var name: String
    /// `MARK` becomes the marker.
    var script: String
    /// Only where the process limit holds: it would take the machine with it.
    var isBomb = false
    var testDescription: String { name }
  }

  static let clingers = [
    Clinger(name: "child", script: "sleep MARK & wait"),
    Clinger(
      name: "ignores every signal it can", script: "trap '' TERM INT HUP QUIT USR1; sleep MARK & wait; sleep MARK"),
    Clinger(name: "own session", script: "setsid sleep MARK & sleep MARK"),
    Clinger(
      name: "daemon by double fork", script: "(setsid sh -c 'trap \"\" TERM; sleep MARK & sleep MARK' &) ; sleep MARK"),
    Clinger(name: "fork bomb", script: "f() { sleep MARK & f | f & }; f; sleep MARK", isBomb: true),
    Clinger(name: "stopped", script: "sleep MARK & kill -STOP $!; sleep MARK"),
    Clinger(
      name: "forks for ever", script: "while :; do sh -c 'trap \"\" TERM; sleep MARK' & done 2>/dev/null",
      isBomb: true),
  ]

  @Test(arguments: EngineBench.all, clingers)
  func timeOutTakesTheWholeTree(_ bench: EngineBench, _ clinger: Clinger) throws {
    if clinger.isBomb, bench.engine.abilities.limits[.processes] != .enforced { return }
    let marker = Self.marker()
    let mounts = fileText("/proc/self/mountinfo")
    let folder = try TemporaryFolder()
    var limits = EngineBench.limits
    limits.wall = .milliseconds(500)
    limits.processes = 64
    let script = clinger.script.split(separator: "MARK", omittingEmptySubsequences: false).joined(separator: marker)
    let record = try bench.shell(script, limits: limits, into: folder)
    #expect(record.outcome != .completed && record.outcome != .startFailed, "\(record)")
    #expect(processes(withMarker: "sleep\0" + marker) == [])
    #expect(fileText("/proc/self/mountinfo") == mounts)
  }

  @Test(arguments: EngineBench.all) func theEndOfTheCommandTakesItsDaemons(_ bench: EngineBench) throws {
    let marker = Self.marker()
    let folder = try TemporaryFolder()
    let record = try bench.shell(
      "(setsid sh -c 'trap \"\" TERM; sleep \(marker)' >/dev/null 2>&1 &); sleep 0.1; exit 0", into: folder)
    #expect(record.outcome == .completed)
    #expect(processes(withMarker: "sleep\0" + marker) == [])
  }

  @Test func cancellationEndsARunningModel() throws {
    let cancellation = try CancellationFlag()
    let engine = try BubblewrapEngine(cancellation: cancellation)
    let marker = Self.marker()
    let folder = try TemporaryFolder()
    try onThread {
      _ = eventually { !processes(withMarker: "sleep\0" + marker).isEmpty }
      cancellation.cancel()
    }
    let record = try EngineBench(engine: engine).shell("sleep \(marker)", into: folder)
    #expect(record.outcome == .cancelled)
    #expect(record.fault == .environment)
    #expect(record.findings.map(\.rule.rawValue) == ["GL609"])
    #expect(processes(withMarker: "sleep\0" + marker) == [])
    #expect(cancellation.isCancelled)
    #expect(try EngineBench(engine: engine).shell("sleep 50", into: folder).outcome == .cancelled)
  }

  @Test func severalRunAtOnce() throws {
    let bench = try #require(EngineBench.all.first)
    let folder = try TemporaryFolder()
    let path = folder.path
    let labels = Mutex<[String]>([])
    let finished = Mutex(0)
    for index in 0..<6 {
      try onThread {
        for _ in 0..<4 {
          let plan = OutputPlan(files: [.init(name: "\(index).mp4", isRequired: true)], destination: path)
          let invocation = Invocation(
            sample: "\(index)", command: ["/bin/sh", "-c", "echo \(index) > /out/\(index).mp4"],
            environment: SandboxEnvironment.base, root: .host, model: nil, inputs: [:], limits: EngineBench.limits)
          let label = (try? bench.engine.run(invocation, collecting: plan))?.outcome.label ?? "thrown"
          labels.withLock { $0.append(label) }
        }
        finished.withLock { $0 += 1 }
      }
    }
    #expect(eventually { finished.withLock { $0 } == 6 })
    #expect(labels.withLock { $0 } == [String](repeating: "completed", count: 24))
  }

  /// A run whose harness side is held by `holder` alone.
  private func startOrphanable(
    marker: String, identity: HarnessIdentity
  ) throws -> (warden: ChildProcess, holder: ChildProcess, trial: BubblewrapTrial, group: String) {
    let trial = try BubblewrapTrial.run(try BubblewrapInstallation.find())
    let invocation = Invocation(
      sample: "0", command: ["/bin/sh", "-c", "trap '' TERM; setsid sleep \(marker) & sleep \(marker)"],
      environment: SandboxEnvironment.base, root: .host, model: nil, inputs: [:], limits: EngineBench.limits)
    let commandLine = BubblewrapCommandLine(invocation, stages: BubblewrapTrial.user != nil)
    let group = identity.groupName(run: 1)
    let bytes = try #require(
      WardenConfiguration(
        bubblewrap: trial.installation.bubblewrap, name: group, arguments: commandLine.arguments,
        command: invocation.command, sources: commandLine.sources,
        user: BubblewrapTrial.user, groups: trial.placements, isStrict: true,
        limits: invocation.limits
      ).encoded())
    let memory = genlock_memfd_create("configuration")
    defer { close(memory) }
    try #require(bytes.withUnsafeBytes { writeAll(memory, $0) })
    var control: [Int32] = [-1, -1]
    try #require(genlock_message_socket_pair(&control) == 0)
    defer { for end in control { close(end) } }
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(null) }
    let holder = try ChildProcess.start("/bin/sleep", ["1000"], environment: [:], descriptors: [3: control[0]])
    let warden = try ChildProcess.start(
      trial.installation.warden, [], environment: [:], descriptors: [1: null, 2: null, 3: control[1], 4: memory],
      newSession: true)
    return (warden, holder, trial, group)
  }

  @Test func killingTheHarnessLeavesNothing() throws {
    let marker = Self.marker()
    let mounts = fileText("/proc/self/mountinfo")
    let run = try startOrphanable(marker: marker, identity: try #require(.current()))
    #expect(eventually { processes(withMarker: "sleep\0" + marker).count >= 2 })
    run.holder.signal(SIGKILL)
    _ = run.holder.wait()
    #expect(run.warden.ends(within: 10_000))
    #expect(run.warden.wait().exitCode == 0)
    #expect(processes(withMarker: "sleep\0" + marker) == [])
    #expect(fileText("/proc/self/mountinfo") == mounts)
    for parent in Set(run.trial.placements.map(\.parent)) { #expect(access(parent + "/" + run.group, F_OK) != 0) }
  }

  /// From before bwrap starts until well into the model's run.
  @Test(arguments: (0..<24).map { UInt32($0 * 700) }) func killingTheHarnessAtAnyMomentLeavesNothing(_ delay: UInt32)
    throws
  {
    let marker = Self.marker()
    let run = try startOrphanable(marker: marker, identity: try #require(.current()))
    usleep(delay)
    run.holder.signal(SIGKILL)
    _ = run.holder.wait()
    #expect(run.warden.ends(within: 10_000))
    #expect(run.warden.wait().exitCode == 0)
    #expect(processes(withMarker: marker) == [])
    for parent in Set(run.trial.placements.map(\.parent)) { #expect(access(parent + "/" + run.group, F_OK) != 0) }
  }

  @Test func killingTheWardenLeavesOnlyWhatTheNextRunSweeps() throws {
    let marker = Self.marker()
    let current = try #require(HarnessIdentity.current())
    // A harness that is dead: process 1 started at another time.
    let dead = HarnessIdentity(namespace: current.namespace, process: 1, start: "999999999999")
    let run = try startOrphanable(marker: marker, identity: dead)
    #expect(eventually { processes(withMarker: "sleep\0" + marker).count >= 2 })
    run.warden.signal(SIGKILL)
    _ = run.warden.wait()
    #expect(eventually { processes(withMarker: "sleep\0" + marker).isEmpty })
    let swept = try BubblewrapEngine().sweepLeftovers()
    let parents = Set(run.trial.placements.map(\.parent))
    #expect(Set(swept).isSuperset(of: parents.map { $0 + "/" + run.group }))
    for parent in parents { #expect(access(parent + "/" + run.group, F_OK) != 0) }
    run.holder.signal(SIGKILL)
    _ = run.holder.wait()
  }

  @Test func groupsOfTheLivingAreNotSwept() throws {
    let marker = Self.marker()
    let run = try startOrphanable(marker: marker, identity: try #require(.current()))
    #expect(eventually { processes(withMarker: "sleep\0" + marker).count >= 2 })
    #expect(try BubblewrapEngine().sweepLeftovers().allSatisfy { !$0.hasSuffix(run.group) })
    #expect(processes(withMarker: "sleep\0" + marker).count >= 2)
    run.holder.signal(SIGKILL)
    _ = run.holder.wait()
    _ = run.warden.wait()
  }
}

/// Runs `body` on a thread of its own: blocking work does not belong on the shared pool.
func onThread(_ body: @escaping @Sendable () -> Void) throws {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let context = Unmanaged.passRetained(Box(body)).toOpaque()
  let code = pthread_create(
    &thread, nil,
    { context in
      guard let context else { return nil }
      Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }, context)
  guard code == 0 else { throw TestFailure("pthread_create: \(code)") }
  pthread_detach(thread)
}
