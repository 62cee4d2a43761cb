import Glibc
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var status: Int32
    /// What standard error must say.
    var says: String

    init(_ name: String, _ arguments: [String], _ status: Int32, says: String = "") {
      testDescription = name
      self.arguments = arguments
      self.status = status
      self.says = says
    }
  }

  static let cases: [Case] = [
    Case("help", ["--help"], 0),
    Case("help of a command", ["help", "lint"], 0),
    Case("version", ["--version"], 0),
    Case("an unknown option", ["lint", "--nonsense", "x"], 2, says: "--nonsense"),
    Case("an unknown command", ["frobnicate"], 2, says: "frobnicate"),
    Case("a missing argument", ["run"], 2, says: "spec"),
    Case("a spec that is not there", ["run", "/nonexistent.yaml"], 2, says: "/nonexistent.yaml"),
    Case("an unknown track", ["lint", "--track", "temporel", "."], 2, says: "temporal"),
    Case("an unknown engine", ["run", "spec.yaml", "--engine", "qemu"], 2),
    Case("a folder that is not there", ["lint", "/nonexistent"], 2, says: "/nonexistent"),
    Case("a folder without media", ["lint", "."], 2, says: "no media file"),
    Case("a run that is not there", ["report", "/nonexistent"], 2, says: "/nonexistent"),
    Case("resume of no run", ["resume", "/nonexistent"], 2, says: "/nonexistent"),
    Case("an unknown rule", ["explain", "GL999"], 2, says: "GL999"),
    Case("neither generated nor manifest", ["score", "--track", "temporal"], 2, says: "--generated"),
    Case("zero jobs", ["lint", "--jobs", "0", "."], 2, says: "--jobs"),
    Case("tracks", ["tracks"], 0),
    Case("a track", ["tracks", "spatial"], 0),
    Case("all rules", ["explain"], 0),
    Case("a rule", ["explain", "gl601"], 0),
  ]

  @Test("ends with the documented code and says why", arguments: cases)
  func endings(_ given: Case) throws {
    try withTemporaryFolder { folder in
      try Command.write("genlock: 1\n", to: folder + "/spec.yaml")
      let result = try Command.run(
        given.arguments.map { $0 == "." ? folder + "/empty" : $0 == "spec.yaml" ? folder + "/spec.yaml" : $0 },
        in: prepared(folder))
      #expect(result.status == given.status, "\(result.errors)\(result.output)")
      #expect(result.errors.contains(given.says), "\(result.errors)")
      #expect((given.status == 0) == !result.output.isEmpty)
    }
  }

  private func prepared(_ folder: String) -> String {
    mkdir(folder + "/empty", 0o755)
    return folder
  }

  @Test(
    "init writes a submission whose spec is accepted and that runs, and never overwrites one",
    arguments: ["temporal", "spatial", "audio-to-video"])
  func initialise(track: String) throws {
    try withTemporaryFolder { folder in
      let spec = folder + "/mine/submission.yaml"
      let first = try Command.run(["init", folder + "/mine", "--track", track], in: folder)
      #expect(first.status == 0)
      let text = Command.read(spec)
      #expect(text.contains("track: \(track)"))
      #expect(try Command.run(["init", folder + "/mine"], in: folder).status == 2)
      #expect(Command.read(spec) == text)
      let lint = try Command.run(["lint", spec], in: folder)
      #expect(lint.status == 0, "\(lint.output)\(lint.errors)")
      let run = try Command.run(
        ["run", spec, "--run", folder + "/run", "--limit", "1", "--metrics", "av-align"], in: folder)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(try Command.run(["init", folder + "/mine", "--track", track, "--force"], in: folder).status == 0)
    }
  }

  @Test("a mistake in a spec is shown with file, line, column and caret, and ends with 1")
  func specMistakes() throws {
    try withTemporaryFolder { folder in
      let spec = "genlock: 1\nname: x\ntrakc: temporal\nmodel:\n  comand: [a]\n"
      try Command.write(spec, to: folder + "/submission.yaml")
      let result = try Command.run(["run", folder + "/submission.yaml"], in: folder)
      #expect(result.status == 1)
      #expect(result.output.contains("submission.yaml:3:1"))
      #expect(result.output.contains("trakc: temporal"))
      #expect(result.output.contains("did you mean"))
      #expect(result.output.contains("submission.yaml:5:3"))
    }
  }
}
