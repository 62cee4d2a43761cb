import Glibc
import Processes
import TestSupport
import Testing

@Suite("A run that is interrupted", .serialized)
struct InterruptTests {
  private static func submission(in folder: String, seconds: String) throws -> String {
    mkdir(folder + "/model", 0o755)
    _ = try SyntheticClip.make(in: folder + "/model", name: "clip.mp4")
    try Command.write(
      "#!/bin/sh\nsleep \(seconds)\ncp /model/clip.mp4 \"$GENLOCK_OUTPUT\"\n", to: folder + "/model/make.sh",
      mode: 0o755)
    let spec = """
      genlock: 1
      name: interrupted
      track: temporal
      model:
        directory: model
        command: [/bin/sh, /model/make.sh, "{output}"]
      limits: {prompt: 60s}
      prompts: {list: [a, b, c]}
      metrics: [av-align]

      """
    try Command.write(spec, to: folder + "/submission.yaml")
    return folder + "/submission.yaml"
  }

  @Test("ends with the signal's code, leaves nothing running, and resumes", arguments: [SIGINT, SIGTERM])
  func once(signal: Int32) throws {
    try withTemporaryFolder { folder in
      let spec = try Self.submission(in: folder, seconds: "2")
      let run = folder + "/run"
      let child = try Command.start(["run", spec, "--run", run, "--format", "json"], in: folder)
      #expect(eventually { access(run + "/outputs/0000", F_OK) == 0 })
      usleep(200_000)
      child.signal(signal)
      let end = child.wait()
      #expect(end.exitCode == 128 + signal)
      #expect(Command.read(folder + "/command.out").contains("\"verdict\": \"incomplete\""))
      #expect(Leftovers.look(for: folder) == .none)
      let resumed = try Command.run(["resume", run, "--format", "json"], in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(resumed.output.contains("\"verdict\": \"accepted\""))
    }
  }

  @Test("twice ends at once and leaves nothing running")
  func twice() throws {
    try withTemporaryFolder { folder in
      let spec = try Self.submission(in: folder, seconds: "30")
      let run = folder + "/run"
      let child = try Command.start(["run", spec, "--run", run], in: folder)
      #expect(eventually { access(run + "/outputs/0000", F_OK) == 0 })
      child.signal(SIGTERM)
      child.signal(SIGTERM)
      let end = child.wait()
      #expect(end.exitCode == 143 || end.signal == SIGTERM)
      #expect(Leftovers.look(for: folder) == .none)
    }
  }

  private func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<200 {
      if condition() { return true }
      usleep(50_000)
    }
    return false
  }
}
