import Glibc
import Processes
import TestSupport
import Testing

/// Kills genlock with SIGKILL at random points of a run and takes the run up until it is whole.
///
/// `GENLOCK_TEST_KILLS` says how many kills (12 unless given); `GENLOCK_TEST_SEED` makes a failure repeatable.
@Suite("A run that is killed", .serialized)
struct KillAndResumeTests {
  private static func number(_ name: String, or fallback: UInt64) -> UInt64 {
    getenv(name).flatMap { UInt64(String(cString: $0)) } ?? fallback
  }

  /// A small fixed generator, so that a failure can be repeated.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  /// Writes a submission whose model copies a clip, at its own pace.
  private static func submission(in folder: String) throws -> String {
    mkdir(folder + "/model", 0o755)
    _ = try SyntheticClip.make(in: folder + "/model", name: "clip.mp4")
    try Command.write(
      "#!/bin/sh\nsleep 0.0$(( $GENLOCK_SEED % 10 ))\ncp /model/clip.mp4 \"$GENLOCK_OUTPUT\"\n",
      to: folder + "/model/make.sh",
      mode: 0o755)
    let spec = """
      genlock: 1
      name: killed
      track: temporal
      model:
        directory: model
        image: host
        command: [/bin/sh, /model/make.sh, "{output}"]
      limits: {prompt: 30s}
      prompts: {list: [a, b, c, d, e, f]}
      metrics: [av-align]
      """
    try Command.write(spec + "\n", to: folder + "/submission.yaml")
    return folder + "/submission.yaml"
  }

  /// How often each sample has an outcome in the journal.
  private static func outcomes(of run: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in Command.read(run + "/journal/main.jsonl").split(separator: "\n") where line.contains("\"invocation\":")
    {
      guard let start = line.firstRange(of: "\"sample\":\"")?.upperBound else { continue }
      counts[String(line[start...].prefix { $0 != "\"" }), default: 0] += 1
    }
    return counts
  }

  @Test("is whole after resume: every sample once, none journalled twice, nothing left behind")
  func killed() throws {
    let wanted = Self.number("GENLOCK_TEST_KILLS", or: 12)
    var dice = Dice(state: Self.number("GENLOCK_TEST_SEED", or: 141))
    var kills: UInt64 = 0
    var runs = 0
    while kills < wanted {
      runs += 1
      try withTemporaryFolder { folder in
        chmod(folder, 0o700)
        let spec = try Self.submission(in: folder)
        let run = folder + "/run"
        var isFirst = true
        while true {
          let begun = access(run + "/run.json", F_OK) == 0
          if !begun { TemporaryFolder.remove(run) }
          let arguments = begun ? ["resume", run] : ["run", spec, "--run", run]
          let child = try Command.start(arguments, in: folder)
          let patience = Int32.random(in: 0...(isFirst ? 400 : 700), using: &dice)
          isFirst = false
          if kills < wanted, !child.ends(within: patience) {
            child.signal(SIGKILL)
            _ = child.wait()
            kills += 1
            let counts = Self.outcomes(of: run)
            #expect(counts.values.allSatisfy { $0 == 1 }, "after kill \(kills): \(counts)")
            continue
          }
          let end = child.wait()
          let errors = Command.read(folder + "/command.err")
          #expect(end.exitCode == 0, "run \(runs) ended with \(end): \(errors)")
          break
        }
        #expect(Self.outcomes(of: run) == ["0000": 1, "0001": 1, "0002": 1, "0003": 1, "0004": 1, "0005": 1])
        let report = try Command.run(["report", run, "--format", "json"], in: folder)
        #expect(report.status == 0)
        #expect(report.output.contains("\"verdict\": \"accepted\""))
        #expect(Leftovers.look(for: folder) == .none)
      }
    }
    print("\(kills) kills over \(runs) runs: every sample once in each journal, nothing left behind")
  }
}
