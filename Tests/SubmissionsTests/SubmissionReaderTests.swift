import Findings
import Glibc
import HarnessData
import Quantities
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// What a good spec becomes.
struct SubmissionReaderTests {
  @Test func `every field of a whole spec is read`() throws {
    let spec = """
      genlock: 1                        # spec version
      name: drummer
      team: Example Lab
      track: temporal
      model:
        archive: model.tar.zst
        image: docker.io/library/python:3.11-slim
        mode: per-prompt
        command: [python3, generate.py, --prompt, "{prompt}", --seed, "{seed}", --output, "{output}"]
        env: {OMP_NUM_THREADS: "2", THRESHOLD: 0.5}
      limits: {load: 10m, prompt: 120s, total: 6h, cpu_time: 1h, memory: 24GiB, cpus: 8, processes: 512, shm: 1GiB,
        scratch: 10GiB, output: 32MiB, gpus: 1}
      prompts: {file: prompts.txt, samples: 2, seed: 141}
      metrics: [av-align, fvd@styleganv-16f+mp4]
      """
    try SubmissionFixture.with { fixture in
      let reading = fixture.read(whole: spec)
      #expect(reading.findings == [])
      #expect(reading.replaced == [])
      let submission = try #require(reading.submission)
      #expect(submission.name == "drummer")
      #expect(submission.team == "Example Lab")
      #expect(submission.track.name == "temporal")
      #expect(submission.model.files == .archive("\(fixture.folder)/model.tar.zst"))
      #expect(submission.model.image == .named("docker.io/library/python:3.11-slim"))
      #expect(submission.model.mode == .perPrompt)
      #expect(submission.model.command.count == 8)
      #expect(submission.model.environment == ["OMP_NUM_THREADS": "2", "THRESHOLD": "0.5"])
      let limits = SubmissionLimits(
        load: .seconds(600), prompt: .seconds(120), total: .seconds(21600), cpuTime: .seconds(3600),
        memory: .gibibytes(24), cpus: 8, processes: 512, shm: .gibibytes(1), scratch: .gibibytes(10),
        output: .mebibytes(32), gpus: 1)
      #expect(submission.limits == limits)
      #expect(
        submission.prompts == [Prompt(id: "0000", text: "a dog barks"), Prompt(id: "0001", text: "a bell rings")])
      #expect(submission.samplesPerPrompt == 2)
      #expect(submission.seed == 141)
      #expect(submission.metrics == ["av-align", "fvd@styleganv-16f+mp4"])
    }
  }

  @Test func `what a spec leaves out comes from the track and from the defaults`() throws {
    try SubmissionFixture.with { fixture in
      let submission = try #require(fixture.read(whole: Spec.text([])).submission)
      let track = submission.track
      #expect(submission.team == nil)
      #expect(submission.model.image == .host)
      #expect(submission.model.mode == .perPrompt)
      #expect(submission.model.environment == [:])
      #expect(submission.limits.load == track.limits.load)
      #expect(submission.limits.prompt == track.limits.prompt)
      #expect(submission.limits.total == track.limits.total)
      #expect(submission.limits.output == track.limits.output)
      #expect(submission.limits.gpus == track.limits.gpus)
      #expect(submission.limits.memory == nil && submission.limits.cpus == nil && submission.limits.cpuTime == nil)
      #expect(submission.limits.processes == 4096)
      #expect(submission.limits.shm == .gibibytes(2) && submission.limits.scratch == .gibibytes(20))
      #expect(submission.samplesPerPrompt == 1 && submission.seed == 0)
      #expect(submission.metrics == track.metrics)
    }
  }

  @Test func `scalars stay text`() throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read(
        "name: 010", "team: no",
        "model: {directory: model, command: [run, 1, 0x10, yes, 1e3, \"{output}\"], env: {A: no, B: 007}}",
        "prompts: {list: [no, 010, 1.50]}")
      #expect(reading.findings == [])
      let submission = try #require(reading.submission)
      #expect(submission.name == "010" && submission.team == "no")
      #expect(submission.model.command == ["run", "1", "0x10", "yes", "1e3", "{output}"])
      #expect(submission.model.environment == ["A": "no", "B": "007"])
      #expect(submission.prompts.map(\.text) == ["no", "010", "1.50"])
    }
  }

  @Test(arguments: [
    ("image: host", ModelSpec.Image.host), ("image: python:3.11", .named("python:3.11")),
    ("image: ghcr.io/a/b@sha256:00ff", .named("ghcr.io/a/b@sha256:00ff")),
  ])
  func `images by name`(_ image: String, _ expected: ModelSpec.Image) throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read("model:\n  directory: model\n  \(image)\n  command: [run, \"{output}\"]")
      #expect(reading.findings == [])
      #expect(reading.submission?.model.image == expected)
    }
  }

  @Test func `images by path`() throws {
    try SubmissionFixture.with { fixture in
      func image(_ line: String) -> ModelSpec.Image? {
        fixture.read("model:\n  \(line)\n  command: [run, \"{output}\"]").submission?.model.image
      }
      #expect(image("image: image.tar") == .named("\(fixture.folder)/image.tar"))
      #expect(image("image: ./image.tar") == .named("\(fixture.folder)/image.tar"))
      #expect(image("build: Containerfile") == .build("\(fixture.folder)/Containerfile"))
      #expect(image("rootfs: ./rootfs") == .rootfs("\(fixture.folder)/rootfs"))
    }
  }

  @Test(arguments: ["per-prompt", "worker", "batch"])
  func `modes`(_ mode: String) throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read("model:\n  directory: model\n  mode: \(mode)\n  command: [run, \"{output_dir}\"]")
      #expect(reading.findings == [])
      #expect(reading.submission?.model.mode.rawValue == mode)
    }
  }

  @Test func `a track file inside the folder is read, and its findings carry its name`() throws {
    try SubmissionFixture.with { fixture in
      var track = try #require(file("tracks/temporal.yaml")).map { $0 }
      try write(track, to: "\(fixture.folder)/own.yaml")
      #expect(fixture.read("track: own.yaml").submission?.track.name == "temporal")
      track += Array("colour: red\n".utf8)
      try write(track, to: "\(fixture.folder)/own.yaml")
      let reading = fixture.read("track: ./own.yaml")
      #expect(reading.submission == nil)
      #expect(reading.findings.map(\.location.file) == ["./own.yaml"])
      #expect(reading.codes == ["GL011"])
    }
  }

  @Test func `a track without prompts counts by itself`() throws {
    try SubmissionFixture.with { fixture in
      let spec = Spec.text(["track: spatial", "model: {directory: model, command: [run, \"{output}\"]}"])
        .replacing("prompts: {list: [a dog barks]}\n", with: "")
      let submission = try #require(fixture.read(whole: spec).submission)
      #expect(submission.prompts.count == 96)
      #expect(submission.prompts.first == Prompt(id: "0000", text: nil))
      #expect(submission.prompts.last == Prompt(id: "0095", text: nil))
    }
  }

  @Test func `samples, ids and seeds do not depend on order`() throws {
    try SubmissionFixture.with { fixture in
      let submission = try #require(fixture.read("prompts: {list: [a, b, c], samples: 2, seed: 10}").submission)
      #expect(submission.samples.map(\.id) == ["0000-0", "0000-1", "0001-0", "0001-1", "0002-0", "0002-1"])
      #expect(submission.samples.map(\.seed) == [10, 13, 11, 14, 12, 15])
      let single = try #require(fixture.read("prompts: {list: [a, b], seed: 4294967295}").submission)
      #expect(single.samples.map(\.id) == ["0000", "0001"])
      #expect(single.samples.map(\.seed) == [4_294_967_295, 0])
    }
  }

  @Test func `a spec is loaded with its folder, from a file or from a folder`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("submission.yaml", Spec.text([]))
      let fromFile = try SubmissionSource.load(path: "\(fixture.folder)/submission.yaml")
      #expect(fromFile.folder == fixture.folder)
      #expect(try SubmissionSource.load(path: fixture.folder) == fromFile)
      #expect(try SubmissionSource.load(path: fixture.folder + "/") == fromFile)
      #expect(SubmissionReader.read(fromFile).submission != nil)
    }
  }

  @Test func `a spec that cannot be read is an error with a reason`() throws {
    try SubmissionFixture.with { fixture in
      #expect(mkfifo("\(fixture.folder)/pipe", 0o600) == 0)
      for (path, reason) in [
        ("none.yaml", "No such file or directory"), ("pipe", "it is not a regular file"),
        ("model", "No such file or directory"),
      ] {
        let error = #expect(throws: SubmissionSourceError.self) {
          try SubmissionSource.load(path: "\(fixture.folder)/\(path)")
        }
        #expect(error?.reason == reason)
      }
    }
  }
}
