import Glibc
import TestSupport
import Testing

@testable import Evaluation

@Suite("Finding samples")
struct DiscoveryTests {
  private func touch(_ paths: [String], in folder: String) throws {
    for path in paths {
      let full = "\(folder)/\(path)"
      if let cut = full.lastIndex(of: "/") { try FileSystem.makeFolder(String(full[..<cut])) }
      try FileSystem.write([1], to: full)
    }
  }

  @Test("a WAV beside a video of the same name is its audio; other files are left alone")
  func pairing() throws {
    try withTemporaryFolder { folder in
      try touch(["b.mp4", "b.wav", "a.MP4", "c.wav", "notes.txt", ".hidden.mp4", "deep/d.webm"], in: folder)
      symlink("\(folder)/b.mp4", "\(folder)/link.mp4")
      let found = try SampleDiscovery.samples(in: [folder])
      #expect(found.samples.map(\.id) == ["a", "b", "c", "d"])
      #expect(found.samples.map { $0.audio != nil } == [false, true, true, false])
      #expect(found.samples.map { $0.video != nil } == [true, true, false, true])
      #expect(found.ignored.map { SampleDiscovery.identifier(of: $0) } == ["link", "notes"])
    }
  }

  @Test("two folders are paired by name, and a WAV without a video keeps its row")
  func twoFolders() throws {
    try withTemporaryFolder { folder in
      try touch(["v/1.mp4", "v/2.mp4", "a/2.wav", "a/3.wav"], in: folder)
      let samples = try SampleDiscovery.samples(videos: folder + "/v/", audio: folder + "/a")
      #expect(samples.map(\.id) == ["1", "2", "3"])
      #expect(samples.map { $0.video == nil } == [false, false, true])
      #expect(samples.map { $0.audio == nil } == [true, false, false])
    }
  }

  @Test("what is not there is a usage error")
  func missing() throws {
    #expect(throws: RunError.self) { try SampleDiscovery.samples(in: ["/nonexistent"]) }
    #expect(throws: RunError.self) { try SampleDiscovery.samples(videos: "/nonexistent", audio: nil) }
  }

  @Test("the organisers' manifest is read with their unescaped quotes and commas")
  func manifest() throws {
    try withTemporaryFolder { folder in
      try touch(["v/0_0.mp4", "0_0.wav"], in: folder)
      let text = "v/0_0.mp4,0_0.wav,\"a dog, barking \"loudly\"\"\r\n\nv/gone.mp4,gone.wav,a cat\n"
      try FileSystem.write(Array(text.utf8), to: folder + "/list.csv")
      let samples = try ManifestCSV.samples(at: folder + "/list.csv")
      #expect(samples.map(\.id) == ["0_0", "gone"])
      #expect(samples[0].video == folder + "/v/0_0.mp4")
      #expect(samples[0].audio == folder + "/0_0.wav")
      #expect(samples[0].prompt == "a dog, barking \"loudly\"")
      #expect(samples[1].prompt == "a cat")
    }
  }

  @Test("a manifest line without two fields is named by its number")
  func badManifest() throws {
    try withTemporaryFolder { folder in
      try FileSystem.write(Array("a.mp4,a.wav,x\nnonsense\n".utf8), to: folder + "/list.csv")
      let error = #expect(throws: RunError.self) { try ManifestCSV.samples(at: folder + "/list.csv") }
      #expect(error?.reason.contains("list.csv:2") == true)
    }
  }
}
