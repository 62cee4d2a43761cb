import Findings
import Quantities
import Sandbox
import Testing

/// Every verdict, on every engine: what the model does, and what the record must say.
@Suite(.serialized, .enabled(if: !EngineBench.all.isEmpty, "no engine works on this machine"))
struct OutcomeConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var limits = EngineBench.limits
    var outcome: String
    var fault: Fault?
    var finding: String?
    var hits: Set<LimitName> = []
    /// Limits that must be enforced here for the case to mean anything.
    var needs: Set<LimitName> = []
    var testDescription: String { name }
  }

  static func limits(_ change: (inout InvocationLimits) -> Void) -> InvocationLimits {
    var limits = EngineBench.limits
    change(&limits)
    return limits
  }

  static let clip = OutputPlan.Planned(name: "clip.mp4", isRequired: true)
  static let short = limits { $0.wall = .milliseconds(400) }

  static let endings = [
    Case(name: "success", script: "echo x > /out/clip.mp4", outcome: "completed"),
    Case(
      name: "exit code", script: "echo because >&2; exit 3", outcome: "exited(3)", fault: .submission,
      finding: "GL602"),
    Case(
      name: "exit 1 of a failing command", script: "false", outcome: "exited(1)", fault: .submission, finding: "GL602"),
    Case(name: "exit 255", script: "exit 255", outcome: "exited(255)", fault: .submission, finding: "GL602"),
    Case(
      name: "segmentation fault", script: "kill -SEGV $$", outcome: "signalled(SIGSEGV)", fault: .submission,
      finding: "GL603"),
    Case(name: "abort", script: "kill -ABRT $$", outcome: "signalled(SIGABRT)", fault: .submission, finding: "GL603"),
    Case(
      name: "137 without an out-of-memory kill", script: "exit 137", outcome: "signalled(SIGKILL)", fault: .ambiguous,
      finding: "GL603"),
    Case(
      name: "no output", script: "true", outcome: "output-missing", fault: .submission, finding: "GL501"),
    Case(
      name: "failure without output is told once", script: "exit 4", outcome: "exited(4)", fault: .submission,
      finding: "GL602"),
  ]

  static let limitCases = [
    Case(
      name: "wall clock", script: "sleep 100", limits: short, outcome: "timed-out(prompt)", fault: .submission,
      finding: "GL601", hits: [.prompt]),
    Case(
      name: "load clock", script: "sleep 100",
      limits: limits {
        $0.wall = .milliseconds(300)
        $0.wallClock = .load
      },
      outcome: "timed-out(load)", fault: .submission, finding: "GL601", hits: [.load]),
    Case(
      name: "CPU time", script: "while :; do :; done", limits: limits { $0.cpuTime = .milliseconds(300) },
      outcome: "cpu-exceeded", fault: .submission, finding: "GL606", hits: [.cpuTime], needs: [.cpuTime]),
    Case(
      name: "memory hog", script: "/usr/bin/python3 -c 'x = bytearray(400 << 20)'",
      limits: limits { $0.memory = .mebibytes(64) }, outcome: "out-of-memory", fault: .submission, finding: "GL604",
      hits: [.memory], needs: [.memory]),
    Case(
      name: "memory of several processes together",
      script: """
        exec /usr/bin/python3 -c '
        import os, sys, time
        for _ in range(4):
            if os.fork() == 0: x = b"x" * (40 << 20); time.sleep(30); os._exit(0)
        sys.exit(any(os.wait()[1] for _ in range(4)))'
        """,
      limits: limits { $0.memory = .mebibytes(100) }, outcome: "out-of-memory", fault: .submission, finding: "GL604",
      hits: [.memory]),
    Case(
      name: "a tmpfs counts as memory", script: "head -c 60M /dev/zero > /scratch/x",
      limits: limits { $0.memory = .mebibytes(32) }, outcome: "out-of-memory", fault: .submission, finding: "GL604",
      hits: [.memory], needs: [.memory]),
    Case(
      name: "a child's out-of-memory kill that the model survives",
      script: "/usr/bin/python3 -c 'x = bytearray(400 << 20)'; echo x > /out/clip.mp4; exit 0",
      limits: limits { $0.memory = .mebibytes(64) }, outcome: "completed", hits: [.memory], needs: [.memory]),
    Case(
      name: "fork bomb", script: "f() { f | f & }; f; sleep 100",
      limits: limits {
        $0.wall = .seconds(3)
        $0.processes = 32
      },
      outcome: "process-limit or timed-out(prompt)", fault: .submission, hits: [.processes], needs: [.processes]),
    Case(
      name: "too many processes, and a failure",
      script: "i=0; while [ $i -lt 64 ]; do sleep 50 & i=$((i+1)); done || exit 1; exit 1",
      limits: limits { $0.processes = 16 }, outcome: "process-limit", fault: .submission, finding: "GL605",
      hits: [.processes], needs: [.processes]),
    Case(
      name: "output limit", script: "head -c 9M /dev/zero > /out/clip.mp4", outcome: "output-too-large",
      fault: .submission, finding: "GL503", hits: [.output]),
    Case(
      name: "output limit with a lying exit status", script: "head -c 9M /dev/zero > /out/clip.mp4; exit 0",
      outcome: "output-too-large", fault: .submission, finding: "GL503", hits: [.output]),
    Case(
      name: "scratch limit", script: "head -c 99M /dev/zero > /scratch/x", outcome: "exited(1)", fault: .submission,
      finding: "GL602", hits: [.scratch]),
    Case(
      name: "stdout flood", script: "yes | head -c 200M", outcome: "output-missing", fault: .submission,
      finding: "GL501", hits: [.log]),
    Case(
      name: "endless stdout flood", script: "yes", limits: short, outcome: "timed-out(prompt)", fault: .submission,
      finding: "GL601", hits: [.log, .prompt]),
  ]

  @Test(arguments: EngineBench.all, endings + limitCases)
  func recordSaysHowItEnded(_ bench: EngineBench, _ example: Case) throws {
    guard example.needs.allSatisfy({ bench.engine.abilities.limits[$0] == .enforced }) else { return }
    if example.needs.contains(.processes), !bench.countsRefusedForks { return }
    let folder = try TemporaryFolder()
    let record = try bench.shell(example.script, limits: example.limits, outputs: [Self.clip], into: folder)
    let expected = example.outcome.split(separator: " or ").map(String.init)
    #expect(expected.contains(record.outcome.label), "\(record)")
    #expect(record.fault == example.fault)
    #expect(example.hits.isSubset(of: record.limitsHit), "hit \(record.limitsHit)")
    let errors = record.findings.filter { $0.severity == .error }
    #expect(errors.count == (record.outcome == .completed ? 0 : 1), "\(record.findings)")
    if let finding = example.finding { #expect(errors.first?.rule.rawValue == finding) }
    #expect(errors.allSatisfy { $0.location.sample == "0007" && $0.fault == record.fault })
  }

  struct Start: Sendable, CustomTestStringConvertible {
    var name: String
    var command: [String]
    var fault: Fault
    var says: String
    var testDescription: String { name }
  }

  @Test(
    arguments: EngineBench.all,
    [
      Start(name: "no such program", command: ["generate"], fault: .submission, says: "no program generate"),
      Start(name: "no such path", command: ["./missing.py"], fault: .submission, says: "no program ./missing.py"),
      Start(name: "not executable", command: ["./plain.py"], fault: .submission, says: "executable bit"),
      Start(name: "no interpreter", command: ["./strange.py"], fault: .submission, says: "interpreter"),
    ])
  func aCommandThatCannotStartIsNamed(_ bench: EngineBench, _ example: Start) throws {
    let folder = try TemporaryFolder()
    let model = try TemporaryFolder()
    try model.write("plain.py", "print()")
    try model.write("strange.py", "#!/opt/none/python\n", mode: 0o755)
    let record = try bench.run(example.command, outputs: [Self.clip], into: folder, model: model.path)
    #expect(record.outcome == .startFailed)
    #expect(record.fault == example.fault)
    #expect(record.detail?.contains(example.says) == true, "\(record.detail ?? "nil")")
    #expect(record.findings.map(\.rule.rawValue) == ["GL607"])
    #expect(record.findings.allSatisfy { $0.fault == example.fault && $0.message.contains(example.says) })
  }

  @Test(arguments: EngineBench.all) func logsKeepHeadAndTail(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    var limits = EngineBench.limits
    limits.log = ByteCount(bytes: 2000) ?? .zero
    let record = try bench.shell("echo first; yes | head -c 5M; echo last; echo oops >&2", limits: limits, into: folder)
    let log = record.standardOutput
    #expect(String(decoding: log.head, as: UTF8.self).hasPrefix("first\n"))
    #expect(String(decoding: log.tail, as: UTF8.self).hasSuffix("last\n"))
    #expect(log.head.count + log.tail.count == 2000)
    #expect(log.totalBytes == Int64(5 << 20) + 11)
    #expect(text(record.standardError) == "oops\n")
  }

  @Test(arguments: EngineBench.holding(.processes)) func forksBeyondTheLimitFail(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    var limits = EngineBench.limits
    limits.processes = 10
    let record = try bench.python(
      """
      import os, time
      count = 1
      try:
          while count < 50:
              if os.fork() == 0: time.sleep(60)
              count += 1
      except BlockingIOError: pass
      print(count)
      """, limits: limits, into: folder)
    #expect(record.outcome == .completed)
    #expect(text(record.standardOutput) == "10\n")
    #expect(record.limitsHit.contains(.processes) == bench.countsRefusedForks)
  }

  @Test(arguments: EngineBench.all) func usageIsMeasured(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    let record = try bench.python(
      "x = bytearray(50 << 20)\nimport time\nwhile time.process_time() < 0.3: pass", into: folder)
    #expect(record.outcome == .completed)
    #expect((record.cpuSeconds ?? 0) >= 0.29)
    #expect((record.peakMemory ?? 0) >= 50 << 20)
    let counted = EngineBench.holding(.memory, .cpuTime).contains { $0.engine.name == bench.engine.name }
    #expect(record.measurement == (counted ? .cgroup : .rusage))
    #expect(record.wallSeconds > 0.2)
  }
}
