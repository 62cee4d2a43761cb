import Findings
import Glibc
import HarnessData
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// What `genlock init` writes is a submission without findings.
struct SubmissionTemplateTests {
  private func write(_ template: SubmissionTemplate, into folder: String) throws {
    for file in template.files {
      let parts = file.path.split(separator: "/")
      for end in 1..<max(1, parts.count) { mkdir("\(folder)/\(parts[..<end].joined(separator: "/"))", 0o755) }
      try TestSupport.write(file.bytes, to: "\(folder)/\(file.path)")
    }
  }

  @Test(arguments: TrackCatalogue.names)
  func `reads without findings`(_ name: String) throws {
    try withTemporaryFolder { folder in
      let track = try #require(TrackCatalogue.track(named: name))
      let template = try #require(SubmissionTemplate(for: track, reference: name, name: "first-try"))
      try write(template, into: folder)
      let reading = SubmissionReader.read(try SubmissionSource.load(path: folder))
      #expect(reading.findings == [])
      let submission = try #require(reading.submission)
      #expect(submission.name == "first-try" && submission.track == track)
      #expect(submission.limits.prompt == track.limits.prompt)
      #expect(submission.metrics == track.metrics)
      #expect(!submission.samples.isEmpty)
    }
  }

  @Test func `what it says in comments is right too`() throws {
    try withTemporaryFolder { folder in
      let track = try #require(TrackCatalogue.track(named: "temporal"))
      let template = try #require(SubmissionTemplate(for: track, reference: "temporal"))
      try write(template, into: folder)
      try TestSupport.write("packed", to: "\(folder)/model.tar.zst")
      let spec = String(decoding: template.files[0].bytes, as: UTF8.self)
        .replacing("# team:", with: "team:").replacing("  directory: model\n", with: "")
        .replacing("# archive:", with: "archive:").replacing("  # env:", with: "  env:")
        .replacing("# limits:", with: "limits:").replacing("# metrics:", with: "metrics:")
      let source = SubmissionSource(name: "s", bytes: Array(spec.utf8), folder: folder)
      let reading = SubmissionReader.read(source)
      #expect(reading.findings == [])
      #expect(reading.submission?.team == "Example Lab")
      #expect(reading.submission?.metrics == track.metrics)
    }
  }

  @Test func `a track file of one's own can stand beside it`() throws {
    try withTemporaryFolder { folder in
      let bytes = try #require(file("tracks/temporal.yaml"))
      let track = try #require(TrackCatalogue.read(bytes, name: "x").track)
      let template = try #require(SubmissionTemplate(for: track, reference: "./own.yaml"))
      try write(template, into: folder)
      try TestSupport.write(bytes, to: "\(folder)/own.yaml")
      #expect(SubmissionReader.read(try SubmissionSource.load(path: folder)).findings == [])
    }
  }

  @Test func `the first sound is a WAV file of the length it says`() {
    let bytes = ToneWAV.bytes(seconds: 2)
    #expect(bytes.count == 44 + 2 * 2 * 16000)
    #expect(bytes[0..<4].elementsEqual("RIFF".utf8) && bytes[8..<12].elementsEqual("WAVE".utf8))
    #expect(Int(bytes[4]) + Int(bytes[5]) << 8 + Int(bytes[6]) << 16 == bytes.count - 8)
    #expect(Set(bytes[44...]).count > 50)
  }
}
