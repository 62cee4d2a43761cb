import Digests
import Findings
import Glibc
import Quantities
import Sandbox
import Testing

/// What a hostile or careless model leaves in `/out`.
@Suite(.serialized, .enabled(if: !EngineBench.all.isEmpty, "no engine works on this machine"))
struct OutputConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var outcome: String
    var findings: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "regular file", script: "echo x > clip.mp4", outcome: "completed", findings: []),
    Case(name: "empty file", script: ": > clip.mp4", outcome: "completed", findings: []),
    Case(
      name: "symlink to a host file", script: "ln -s /etc/passwd clip.mp4", outcome: "output-not-a-file",
      findings: ["GL502"]),
    Case(
      name: "dangling symlink", script: "ln -s nowhere clip.mp4", outcome: "output-not-a-file", findings: ["GL502"]),
    Case(name: "FIFO", script: "mkfifo clip.mp4", outcome: "output-not-a-file", findings: ["GL502"]),
    Case(name: "folder", script: "mkdir clip.mp4", outcome: "output-not-a-file", findings: ["GL502"]),
    Case(
      name: "socket",
      script:
        "/usr/bin/python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"clip.mp4\")'",
      outcome: "output-not-a-file", findings: ["GL502"]),
    Case(
      name: "sparse giant", script: "truncate -s 3M clip.mp4; truncate -s 60M clip.mp4",
      outcome: "output-too-large", findings: ["GL503"]),
    Case(
      name: "many files", script: "i=0; while [ $i -lt 40 ]; do : > f$i; i=$((i+1)); done; echo x > clip.mp4",
      outcome: "output-too-large", findings: ["GL504"]),
    Case(
      name: "many files in folders",
      script: "mkdir a a/b; i=0; while [ $i -lt 40 ]; do : > a/b/f$i; i=$((i+1)); done; echo x > clip.mp4",
      outcome: "output-too-large", findings: ["GL504"]),
    Case(
      name: "deep folders",
      script: "echo x > clip.mp4; mkdir -p 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20",
      outcome: "output-too-large", findings: ["GL504"]),
    Case(
      name: "strange names", script: "echo x > clip.mp4; : > \"$(printf 'a\\033[2Jb')\"", outcome: "completed",
      findings: ["GL505", "GL506"]),
    Case(
      name: "name that is not UTF-8", script: "echo x > clip.mp4; : > \"$(printf 'a\\377b')\"", outcome: "completed",
      findings: ["GL505", "GL506"]),
    Case(
      name: "other name", script: "echo x > output.mp4", outcome: "output-missing", findings: ["GL501", "GL506"]),
    Case(
      name: "hard link of one file", script: "echo x > clip.mp4; ln clip.mp4 copy.mp4", outcome: "completed",
      findings: ["GL506"]),
    Case(
      name: "unreadable folder beside it", script: "echo x > clip.mp4; mkdir -m 0 secret", outcome: "completed",
      findings: ["GL506"]),
  ]

  @Test(arguments: EngineBench.all, cases)
  func folderIsJudged(_ bench: EngineBench, _ example: Case) throws {
    let folder = try TemporaryFolder()
    let record = try bench.shell(
      "cd /out; " + example.script, outputs: [OutcomeConformanceTests.clip], into: folder)
    #expect(record.outcome.label == example.outcome, "\(record)")
    #expect(record.findings.map(\.rule.rawValue) == example.findings)
    #expect(record.findings.allSatisfy { $0.message.unicodeScalars.allSatisfy { $0.value >= 32 } })
    let copied = access(folder.path + "/clip.mp4", F_OK) == 0
    #expect(copied == !record.outputs.isEmpty)
  }

  @Test(arguments: EngineBench.all) func copyIsWholeAndHashed(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    let plan = [OutcomeConformanceTests.clip, OutputPlan.Planned(name: "clip.wav", isRequired: false)]
    let record = try bench.python(
      "open('/out/clip.mp4', 'wb').write(bytes(range(256)) * 4096)", outputs: plan, into: folder)
    #expect(record.outcome == .completed, "\(record.detail ?? "")")
    let output = try #require(record.outputs.first)
    #expect(record.outputs.count == 1)
    #expect(output.byteCount == 1 << 20)
    #expect(output.path == folder.path + "/clip.mp4")
    #expect(SHA256Digest.ofFile(at: output.path) == output.digest)
    #expect(output.digest == .of((0..<4096).flatMap { _ in (0...255).map { UInt8($0) } }))
  }

  @Test(arguments: EngineBench.all) func whatIsWrittenAfterTheEndIsNeverSeen(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    let record = try bench.shell(
      "(setsid sh -c 'sleep 0.3; echo late > /out/clip.mp4' &) ; exit 0", outputs: [OutcomeConformanceTests.clip],
      into: folder)
    #expect(record.outcome == .outputMissing)
    usleep(500_000)
    #expect(access(folder.path + "/clip.mp4", F_OK) != 0)
  }

  @Test(arguments: EngineBench.all) func unwritableDestinationIsOurError(_ bench: EngineBench) throws {
    #expect(throws: EngineError.self) {
      try bench.engine.run(
        Invocation(
          sample: "0", command: ["/bin/sh", "-c", "echo x > /out/clip.mp4"], environment: [:], root: .host, model: nil,
          inputs: [:], limits: EngineBench.limits),
        collecting: OutputPlan(files: [OutcomeConformanceTests.clip], destination: "/nonexistent/folder"))
    }
  }

  @Test(arguments: EngineBench.all, ["a/b", "../x", ".", "", ".hidden"])
  func plannedNamesArePlain(_ bench: EngineBench, _ name: String) throws {
    let folder = try TemporaryFolder()
    #expect(throws: EngineError.self) {
      try bench.shell("true", outputs: [OutputPlan.Planned(name: name, isRequired: true)], into: folder)
    }
  }
}
