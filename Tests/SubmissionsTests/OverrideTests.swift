import Findings
import Glibc
import Quantities
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// The organiser's flags in place of the spec's fields.
struct OverrideTests {
  @Test func `every flag replaces its field, and what was replaced is said`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("official.txt", "one\ntwo\nthree\n", outside: true)
      let path = "\(fixture.folder)/../official.txt"
      let reading = fixture.read(
        "limits: {prompt: 10s, memory: 24GiB}", "prompts: {file: prompts.txt, samples: 1, seed: 141}",
        "metrics: [fvd, fad]",
        overrides: SubmissionOverrides(
          promptsFile: path, samples: 3, seed: 7, metrics: ["av-align"],
          limits: ["prompt": "20h", "memory": "8GiB", "processes": "10"]))
      #expect(reading.findings == [])
      let submission = try #require(reading.submission)
      #expect(submission.prompts.map(\.text) == ["one", "two", "three"])
      #expect(submission.samplesPerPrompt == 3)
      #expect(submission.seed == 7)
      #expect(submission.metrics == ["av-align"])
      // The organiser's limits are not clamped.
      #expect(submission.limits.prompt == .seconds(72000))
      #expect(submission.limits.memory == .gibibytes(8))
      #expect(submission.limits.processes == 10)
      #expect(
        reading.replaced == [
          "limits.memory: 24 GiB -> 8 GiB", "limits.processes: not given -> 10", "limits.prompt: 10 s -> 20 h",
          "samples: 1 -> 3", "seed: 141 -> 7", "prompts: file prompts.txt -> file \(path)",
          "metrics: fvd, fad -> av-align",
        ])
    }
  }

  @Test func `a track of the organiser's judges instead`() throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read("track: temporal", overrides: SubmissionOverrides(track: "spatial"))
      // The spec's prompts were made for another track.
      #expect(reading.codes == ["GL047", "GL039"])
      #expect(reading.replaced == ["track: temporal -> spatial"])
      let unknown = fixture.read("track: nonsense", overrides: SubmissionOverrides(track: "temporal"))
      #expect(unknown.submission?.track.name == "temporal")
    }
  }

  @Test func `prompts that are replaced need not be there`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("official.txt", "one\n", outside: true)
      let overrides = SubmissionOverrides(promptsFile: "\(fixture.folder)/../official.txt")
      #expect(fixture.read("prompts: {file: lost.txt}", overrides: overrides).submission?.prompts.count == 1)
      let spec = Spec.text([]).replacing("prompts: {list: [a dog barks]}\n", with: "")
      #expect(fixture.read(whole: spec, overrides: overrides).submission?.prompts.count == 1)
    }
  }

  @Test func `sounds of the organiser's may be anywhere`() throws {
    try SubmissionFixture.with { fixture in
      let model = "model: {directory: model, command: [run, \"{audio}\", \"{output}\"]}"
      #expect(mkdir("\(fixture.folder)/../official", 0o755) == 0)
      try write(ToneWAV.bytes(seconds: 1), to: "\(fixture.folder)/../official/x.wav")
      try fixture.write(
        "list.csv", "audio,id\nofficial/x.wav,one\n\(fixture.folder)/sounds/dog.wav,two\n", outside: true)
      for (path, ids) in [("../official", ["x"]), ("../list.csv", ["one", "two"])] {
        let overrides = SubmissionOverrides(promptsFile: "\(fixture.folder)/\(path)")
        let reading = fixture.read("track: audio-to-video", model, "prompts: {inputs: inputs}", overrides: overrides)
        #expect(reading.findings == [])
        #expect(reading.submission?.prompts.map(\.id) == ids)
      }
    }
  }

  @Test(arguments: [
    (SubmissionOverrides(track: "nonsense"), "GL020", "--track"),
    (SubmissionOverrides(promptsFile: "/no/such/file.txt"), "GL032", "--prompts"),
    (SubmissionOverrides(samples: 0), "GL015", "--samples"),
    (SubmissionOverrides(metrics: ["FVD"]), "GL014", "--metrics"),
    (SubmissionOverrides(limits: ["memroy": "1GiB"]), "GL011", "--limits"),
    (SubmissionOverrides(limits: ["memory": "lots"]), "GL014", "--limits"),
    (SubmissionOverrides(limits: ["prompt": "\n- x"]), "GL014", "--limits"),
  ])
  func `a flag that is wrong is named`(_ overrides: SubmissionOverrides, _ code: String, _ flag: String) throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read(whole: Spec.text([]), overrides: overrides)
      #expect(reading.codes == [code])
      #expect(reading.findings.first?.location.file == flag)
      #expect(reading.submission == nil)
    }
  }

  @Test func `prompts do not fit a track that has none`() throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read(
        "track: spatial", "model: {directory: model, command: [run, \"{output}\"]}", "prompts: {seed: 1}",
        overrides: SubmissionOverrides(promptsFile: "\(fixture.folder)/prompts.txt"))
      #expect(reading.codes == ["GL039"])
      #expect(reading.findings.first?.location.file == "--prompts")
    }
  }
}
