import Findings
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
      let samples = try SampleDiscovery.samples(videos: folder + "/v/", audio: folder + "/a").samples
      #expect(samples.map(\.id) == ["1", "2", "3"])
      #expect(samples.map { $0.video == nil } == [false, false, true])
      #expect(samples.map { $0.audio == nil } == [true, false, false])
    }
  }

  @Test("files of one name in two folders are told apart by their paths, and a file named twice counts once")
  func sameNames() throws {
    try withTemporaryFolder { folder in
      try touch(["a/x.mp4", "b/x.mp4", "b/x.avi", "b/y.mp4"], in: folder)
      let found = try SampleDiscovery.samples(in: [folder + "/a", folder + "/b", folder + "/b/y.mp4"])
      #expect(found.samples.map(\.id) == [folder + "/a/x", folder + "/b/x.avi", folder + "/b/x.mp4", "y"])
    }
  }

  @Test("a manifest that names two clips alike is refused, and a byte order mark is no part of a name")
  func alike() throws {
    try withTemporaryFolder { folder in
      try FileSystem.write(Array("\u{FEFF}v/a.mp4,a.wav,x\n".utf8), to: folder + "/marked.csv")
      #expect(try ManifestCSV.samples(at: folder + "/marked.csv").map(\.video) == ["v/a.mp4"])
      try FileSystem.write(Array("v/a.mp4,a.wav,x\nw/a.mp4,b.wav,y\n".utf8), to: folder + "/alike.csv")
      let error = #expect(throws: RunError.self) { try ManifestCSV.samples(at: folder + "/alike.csv") }
      #expect(error?.reason.contains("alike.csv:2: a is also the name of the clip in line 1") == true)
    }
  }

  @Test("a picture beside its clip never takes the clip's place, and hidden files are left alone")
  func thumbnails() throws {
    try withTemporaryFolder { folder in
      try touch(["1.mp4", "1.png", "1.avi", "2.gif", "2.webm", ".1.mp4", ".3.wav"], in: folder)
      let found = try SampleDiscovery.samples(videos: folder, audio: nil)
      #expect(found.samples.map(\.video) == [folder + "/1.mp4", folder + "/2.webm"])
      #expect(found.ignored == ["1.avi", "1.png", "2.gif"].map { "\(folder)/\($0)" })
    }
  }

  @Test("a file that is a link, a folder or a FIFO, or a WAV that is not there, is a finding and no abort")
  func notFiles() throws {
    try withTemporaryFolder { folder in
      try touch(["whole.mp4"], in: folder)
      symlink(folder + "/whole.mp4", folder + "/link.mp4")
      mkfifo(folder + "/fifo.mp4", 0o644)
      try FileSystem.makeFolder(folder + "/folder.mp4")
      let files = ["link.mp4", "fifo.mp4", "folder.mp4"].map {
        SampleFiles(id: $0, video: "\(folder)/\($0)", audio: nil)
      }
      let unheard = SampleFiles(id: "unheard", video: folder + "/whole.mp4", audio: folder + "/gone.wav")
      let result = try Linter(track: nil, jobs: 2).lint(files + [unheard], observer: Witness())
      #expect(result.verdict == .rejected)
      #expect(result.samples.map { $0.findings.map(\.rule.rawValue) } == [["GL502"], ["GL502"], ["GL502"], ["GL501"]])
      #expect(result.samples[1].findings.first?.message.hasSuffix("fifo.mp4 is a FIFO") == true)
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
