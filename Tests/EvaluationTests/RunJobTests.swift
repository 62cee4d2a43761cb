import Digests
import Features
import Findings
import Glibc
import Quantities
import Sandbox
import Scoring
import Submissions
import TestSupport
import Testing
import Tracks

@testable import Evaluation

@Suite("A run", .serialized)
struct RunJobTests {
  /// A spec's plan with `count` prompts, made in code.
  private static func plan(_ count: Int, total: Duration? = nil, limit: Int? = nil) throws -> RunPlan {
    let track = try #require(TrackCatalogue.track(named: "temporal"))
    let submission = Submission(
      name: "scripted", team: nil, track: track,
      model: ModelSpec(
        files: .none, image: .host, mode: .perPrompt, command: ["make", "{output}", "{prompt}"], environment: [:]),
      limits: SubmissionLimits(
        load: .seconds(1), prompt: .seconds(9), total: total, cpuTime: nil, memory: nil, cpus: nil, processes: 16,
        shm: .mebibytes(1), scratch: .mebibytes(1), output: .mebibytes(8), gpus: 0),
      prompts: (0..<count).map { Prompt(id: "000\($0)", text: "prompt \($0)") }, samplesPerPrompt: 1, seed: 7,
      metrics: ["av-align"])
    return RunPlan(
      submission: submission, findings: [], replaced: [], samples: Array(submission.samples.prefix(limit ?? count)),
      limit: limit, bundle: nil, root: .host)
  }

  private static let request = RunJob.Request(
    source: SubmissionSource(name: "spec.yaml", bytes: Array("genlock: 1".utf8), folder: "."),
    overrides: SubmissionOverrides())

  private static func job(_ engine: ScriptedEngine, cancelled: @escaping @Sendable () -> Bool = { false }) -> RunJob {
    RunJob(tool: "genlock test", engine: engine, isCancelled: cancelled)
  }

  /// A clip that the temporal track accepts.
  private static func clip(in folder: String) throws -> String {
    try SyntheticClip.make(in: folder, name: "clip.mp4")
  }

  @Test("runs every sample once, in order, with its seed, and reports what its journal holds")
  func wholeRun() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(
        ["0001": [.fails(.exited(3), .submission)]], otherwise: .produces(try Self.clip(in: folder)))
      let path = folder + "/run"
      let result = try Self.job(engine).start(Self.request, try Self.plan(3), in: path, observer: Witness())
      #expect(engine.ran == ["0000", "0001", "0002"])
      #expect(engine.invocations.map { $0.environment["GENLOCK_SEED"] } == ["7", "8", "9"])
      #expect(engine.invocations[1].command == ["make", "/out/0001.mp4", "prompt 1"])
      #expect(result.verdict == .rejected)
      #expect(result.samples.map(\.isAccepted) == [true, false, true])
      let score = try #require(result.scores.first)
      #expect(score.coverage == Coverage(scored: 2, expected: 3))
      #expect(score.state == .partial)
      let read = try RunReport.load(from: path)
      #expect(read.samples == result.samples)
      #expect(read.scores == result.scores)
      #expect(read.verdict == result.verdict)
      #expect(read.profile == result.profile)
      #expect(read.findings == result.findings)
      #expect(read.wallSeconds == result.wallSeconds)
    }
  }

  @Test("resume runs what is missing or was lost to the environment, and nothing that is journalled")
  func resume() throws {
    try withTemporaryFolder { folder in
      let clip = try Self.clip(in: folder)
      let plan = try Self.plan(4)
      let path = folder + "/run"
      let first = ScriptedEngine(
        ["0001": [.fails(.startFailed, .environment)], "0003": [.breaks]], otherwise: .produces(clip))
      #expect(throws: RunError.self) { try Self.job(first).start(Self.request, plan, in: path, observer: Witness()) }
      #expect(try RunReport.load(from: path).verdict == .incomplete)
      let second = ScriptedEngine(otherwise: .produces(clip))
      let result = try Self.job(second).resume(Self.request, plan, in: path, observer: Witness())
      #expect(second.ran == ["0001", "0003"])
      #expect(result.verdict == .accepted)
      #expect(result.scores.first?.coverage == Coverage(scored: 4, expected: 4))
    }
  }

  @Test("a failure of the submission is final: resume leaves it alone")
  func finalFailure() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .fails(.timedOut(.prompt), .submission))
      let plan = try Self.plan(2)
      _ = try Self.job(engine).start(Self.request, plan, in: folder + "/run", observer: Witness())
      let result = try Self.job(engine).resume(Self.request, plan, in: folder + "/run", observer: Witness())
      #expect(engine.ran == ["0000", "0001"])
      #expect(result.verdict == .rejected)
    }
  }

  @Test("an output that was changed or removed after it was journalled runs again, with a notice")
  func changedOutput() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      let plan = try Self.plan(3)
      let path = folder + "/run"
      _ = try Self.job(engine).start(Self.request, plan, in: path, observer: Witness())
      try FileSystem.write([1, 2, 3], to: path + "/outputs/0000/0000.mp4")
      unlink(path + "/outputs/0002/0002.mp4")
      let witness = Witness()
      let result = try Self.job(engine).resume(Self.request, plan, in: path, observer: witness)
      #expect(engine.ran == ["0000", "0001", "0002", "0000", "0002"])
      #expect(witness.notices.count == 2)
      #expect(result.verdict == .accepted)
    }
  }

  @Test("resume removes unfinished outputs of its own samples, and nothing that others put beside them")
  func othersFiles() throws {
    try withTemporaryFolder { folder in
      let clip = try Self.clip(in: folder)
      let plan = try Self.plan(2)
      let path = folder + "/run"
      let first = ScriptedEngine(["0001": [.breaks]], otherwise: .produces(clip))
      #expect(throws: RunError.self) { try Self.job(first).start(Self.request, plan, in: path, observer: Witness()) }
      try FileSystem.makeFolder(path + "/outputs/0001")
      try FileSystem.write([1], to: path + "/outputs/0001/.0001.mp4.partial")
      try FileSystem.write([1], to: path + "/outputs/.DS_Store")
      try FileSystem.makeFolder(path + "/outputs/mine")
      try FileSystem.write([1], to: path + "/outputs/mine/notes.txt")
      let witness = Witness()
      let result = try Self.job(ScriptedEngine(otherwise: .produces(clip)))
        .resume(Self.request, plan, in: path, observer: witness)
      #expect(result.verdict == .accepted)
      #expect(witness.notices.count == 1)
      #expect(FileSystem.kind(of: path + "/outputs/0001/.0001.mp4.partial") == nil)
      #expect(FileSystem.kind(of: path + "/outputs/.DS_Store") == .file)
      #expect(FileSystem.kind(of: path + "/outputs/mine/notes.txt") == .file)
    }
  }

  @Test("a run whose journal is gone keeps its finished clips: resume says so instead of starting over")
  func lostJournal() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      let plan = try Self.plan(1)
      let path = folder + "/run"
      _ = try Self.job(engine).start(Self.request, plan, in: path, observer: Witness())
      try FileSystem.remove(path + "/journal")
      let error = #expect(throws: RunError.self) {
        try Self.job(engine).resume(Self.request, plan, in: path, observer: Witness())
      }
      #expect(error?.reason.contains("journal is gone") == true)
      #expect(FileSystem.kind(of: path + "/outputs/0000/0000.mp4") == .file)
    }
  }

  @Test("a run killed after any journal line is taken up with every sample once", arguments: 0...6)
  func cutAfter(lines: Int) throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      let plan = try Self.plan(3)
      let path = folder + "/run"
      let whole = try Self.job(engine).start(Self.request, plan, in: path, observer: Witness())
      let journal = path + "/journal/main.jsonl"
      let text = try #require(try FileSystem.read(journal))
      let ends = text.indices.filter { text[$0] == 10 }
      #expect(ends.count == 6)
      let cut = lines == 0 ? 0 : ends[lines - 1] + 1
      let torn = lines < 6 ? Array(text[cut..<min(text.count, cut + 40)]) : []
      try FileSystem.write(Array(text[..<cut]) + torn, to: journal)
      let before = engine.ran.count
      let result = try Self.job(engine).resume(Self.request, plan, in: path, observer: Witness())
      #expect(engine.ran.count - before == 3 - (lines + 1) / 2)
      #expect(result.samples == whole.samples)
      #expect(result.scores == whole.scores)
      let samples = try Journal.lines(at: journal).filter { $0.invocation != nil }.map(\.sample)
      #expect(samples.sorted() == ["0000", "0001", "0002"])
    }
  }

  @Test("another spec, seed or limit is refused, and the message says what differs")
  func otherProfile() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      _ = try Self.job(engine).start(Self.request, try Self.plan(2), in: folder + "/run", observer: Witness())
      let error = #expect(throws: RunError.self) {
        try Self.job(engine).resume(
          Self.request, try Self.plan(2, total: .seconds(60)), in: folder + "/run", observer: Witness())
      }
      #expect(error?.kind == .usage)
      #expect(error?.reason.contains("limits.total: 1 min here, none there") == true)
    }
  }

  @Test("the clock of the whole run shortens the last sample's and fails the rest without running them")
  func totalClock() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      let plan = try Self.plan(4, total: .seconds(5))
      let result = try Self.job(engine).start(Self.request, plan, in: folder + "/run", observer: Witness())
      #expect(engine.ran == ["0000", "0001", "0002"])
      #expect(engine.invocations.map(\.limits.wall) == [.seconds(5), .seconds(3), .seconds(1)])
      #expect(engine.invocations.allSatisfy { $0.limits.wallClock == .total })
      #expect(result.samples.last?.record?.outcome == .timedOut(.total))
      #expect(result.verdict == .rejected)
    }
  }

  @Test("three samples in a row lost to the environment stop the run")
  func losses() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .fails(.startFailed, .environment))
      let error = #expect(throws: RunError.self) {
        try Self.job(engine).start(Self.request, try Self.plan(9), in: folder + "/run", observer: Witness())
      }
      #expect(error?.kind == .environment)
      #expect(engine.ran.count == 3)
    }
  }

  @Test("an interrupted run is incomplete and keeps what was done")
  func interrupted() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      let result = try Self.job(engine, cancelled: { engine.ran.count >= 1 })
        .start(Self.request, try Self.plan(3), in: folder + "/run", observer: Witness())
      #expect(engine.ran == ["0000"])
      #expect(result.verdict == .incomplete)
      #expect(result.samples.map(\.isPending) == [false, true, true])
    }
  }

  @Test("a run folder is held by one process at a time and never reused for a new run")
  func exclusive() throws {
    try withTemporaryFolder { folder in
      let held = try RunDirectory.create(at: folder + "/run")
      #expect(throws: RunError.self) { try RunDirectory.create(at: folder + "/run") }
      #expect(throws: RunError.self) { try RunDirectory.open(at: folder + "/run") }
      #expect(throws: RunError.self) { try RunDirectory.open(at: folder + "/none") }
      withExtendedLifetime(held) {}
    }
  }

  @Test("a limit on samples makes the first ones only, is reported, and leaves the score partial")
  func limited() throws {
    try withTemporaryFolder { folder in
      let engine = ScriptedEngine(otherwise: .produces(try Self.clip(in: folder)))
      let result = try Self.job(engine).start(
        Self.request, try Self.plan(3, limit: 2), in: folder + "/run", observer: Witness())
      #expect(result.samples.map(\.id) == ["0000", "0001"])
      #expect(result.scores.first?.coverage == Coverage(scored: 2, expected: 3))
      #expect(result.scores.first?.state == .partial)
    }
  }
}
