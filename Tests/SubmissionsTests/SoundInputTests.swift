import Findings
import Glibc
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// Inputs of tracks whose input is sound.
struct SoundInputTests {
  private static let model = "model: {directory: model, command: [run, \"{audio}\", \"{output}\"]}"

  private func read(_ fixture: SubmissionFixture, _ inputs: String) -> SubmissionReading {
    fixture.read("track: audio-to-video", Self.model, "prompts: {inputs: \(inputs)}")
  }

  @Test func `a folder gives its WAV files, named as they are`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("inputs/notes.txt", "not a sound")
      try fixture.write("inputs/.hidden.wav", "not looked at")
      let reading = read(fixture, "./inputs")
      #expect(reading.findings == [])
      let inputs = fixture.folder + "/inputs"
      #expect(
        reading.submission?.prompts == [
          Prompt(id: "a", text: nil, audio: "\(inputs)/a.WAV"), Prompt(id: "b", text: nil, audio: "\(inputs)/b.wav"),
        ])
    }
  }

  @Test func `a csv names sounds from where it stands`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("sounds/list.csv", "audio,id,prompt,seed\ndog.wav,bark,a dog,9\ndog.wav,again,,\n")
      let reading = read(fixture, "sounds/list.csv")
      #expect(reading.findings == [])
      let dog = fixture.folder + "/sounds/dog.wav"
      #expect(
        reading.submission?.prompts == [
          Prompt(id: "bark", text: "a dog", seed: 9, audio: dog), Prompt(id: "again", text: nil, audio: dog),
        ])
    }
  }

  @Test func `a jsonl names sounds too, with ids by number`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("list.jsonl", "{\"audio\": \"sounds/dog.wav\"}\n")
      let reading = read(fixture, "list.jsonl")
      #expect(reading.findings == [])
      #expect(reading.submission?.prompts.map(\.id) == ["0000"])
    }
  }

  @Test(arguments: [
    ("audio\n../secret.txt\n", "GL031"), ("audio\n/etc/passwd\n", "GL031"), ("audio\nnone.wav\n", "GL032"),
    ("audio\nsounds\n", "GL032"), ("audio\nprompts.txt\n", "GL046"), ("audio,id\n,x\n", "GL032"),
    ("prompt\na\n", "GL042"), ("audio\nlink.wav\n", "GL031"),
  ])
  func `a list that leads elsewhere is refused`(_ list: String, _ code: String) throws {
    try SubmissionFixture.with { fixture in
      try write(ToneWAV.bytes(seconds: 1), to: "\(fixture.folder)/../outside.wav")
      #expect(symlink("../outside.wav", "\(fixture.folder)/link.wav") == 0)
      try fixture.write("list.csv", list)
      let reading = read(fixture, "list.csv")
      #expect(reading.findings.filter { $0.severity == .error }.map(\.rule.rawValue) == [code])
      #expect(reading.findings.first?.location.file == "list.csv")
    }
  }

  @Test func `a folder with a link that leads out is refused`() throws {
    try SubmissionFixture.with { fixture in
      try write(ToneWAV.bytes(seconds: 1), to: "\(fixture.folder)/../outside.wav")
      #expect(symlink("../../outside.wav", "\(fixture.folder)/inputs/c.wav") == 0)
      #expect(read(fixture, "inputs").codes == ["GL031"])
    }
  }

  @Test func `a folder without sounds is refused`() throws {
    try SubmissionFixture.with { fixture in
      #expect(read(fixture, "model").codes == ["GL045"])
    }
  }

  @Test func `a sound that is none, and names that are no ids, are refused`() throws {
    try SubmissionFixture.with { fixture in
      try fixture.write("inputs/c.wav", "RIFF, but no WAVE")
      try write(ToneWAV.bytes(seconds: 1), to: "\(fixture.folder)/inputs/A.wav")
      try write(ToneWAV.bytes(seconds: 1), to: "\(fixture.folder)/inputs/dog bark.wav")
      #expect(read(fixture, "inputs").codes.sorted() == ["GL043", "GL044", "GL046"])
    }
  }

  @Test func `texts do not fit a track of sounds`() throws {
    try SubmissionFixture.with { fixture in
      let reading = fixture.read("track: audio-to-video", Self.model, "prompts: {list: [a]}")
      #expect(reading.codes == ["GL039"])
    }
  }

  @Test func `a model is given its sound under the prompt's id`() throws {
    try SubmissionFixture.with { fixture in
      let submission = try #require(read(fixture, "inputs").submission)
      let arguments = submission.model.arguments(for: submission.samples[1])
      #expect(arguments.command == ["run", "/in/b.wav", "/out/b.mp4"])
      #expect(arguments.inputs == ["b.wav": "\(fixture.folder)/inputs/b.wav"])
      #expect(arguments.environment["GENLOCK_AUDIO"] == "/in/b.wav")
      #expect(arguments.environment["GENLOCK_PROMPT"] == nil)
    }
  }
}
