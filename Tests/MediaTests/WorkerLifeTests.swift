import Glibc
import Quantities
import TestSupport
import Testing

@testable import Media

/// A worker's limits and its deaths, with real media.
@Suite(.enabled(if: MediaTool.isAvailable, "needs the ffmpeg tool"))
struct WorkerLifeTests {
  @Test(arguments: [SIGSEGV, SIGKILL, SIGABRT])
  func aChildKilledInTheMiddleOfAFileIsReplaced(_ signal: Int32) throws {
    try withClip { path in
      let worker = MediaWorker()
      let request = ExaminationRequest(wantsFrames: true)
      let collector = Collector()
      collector.beforeFrame = { index in if index == 3, let pid = worker.childProcess { kill(pid, signal) } }
      let kind = try worker.examine(path, request, consumer: collector).failureKind
      #expect(kind == (signal == SIGKILL ? .outOfMemory : .crashed))
      let again = Collector()
      let facts = try worker.examine(path, request, consumer: again).facts()
      #expect(facts.video.first?.decoded?.frameCount == 12)
      #expect(again.frames == 12)
      #expect(worker.starts == 2)
    }
  }

  @Test func aStoppedChildTimesOutAndTheConsumersTimeIsItsOwn() throws {
    try withClip { path in
      let worker = MediaWorker()
      let request = ExaminationRequest(wantsFrames: true, limits: DecodeLimits(wallSeconds: 1))
      let slow = Collector()
      slow.beforeFrame = { index in if index < 2 { usleep(700_000) } }
      try #expect(worker.examine(path, request, consumer: slow).facts().video.count == 1)
      let pid = try #require(worker.childProcess)
      kill(pid, SIGSTOP)
      try #expect(worker.examine(path, request, consumer: Collector()).failureKind == .timedOut)
      try #expect(worker.examine(path, request).facts().video.count == 1)
      #expect(worker.starts == 2)
    }
  }

  @Test func limitsEndADecodeAndAreSaid() throws {
    try withClip { path in
      let worker = MediaWorker()
      func stopped(_ limits: DecodeLimits) throws -> MediaDescription {
        try worker.examine(path, ExaminationRequest(limits: limits)).facts()
      }
      let frames = try stopped(DecodeLimits(frames: 5))
      #expect(frames.stoppedBy == .frames)
      #expect(frames.video.first?.decoded?.frameCount == 5)
      let all = try stopped(DecodeLimits(frames: 12))
      #expect(all.stoppedBy == nil)
      let samples = try stopped(DecodeLimits(samples: 10_000))
      #expect(samples.stoppedBy == .samples)
      #expect(samples.audio.first?.decoded?.sampleCount == 10_000)
      let pixels = try stopped(DecodeLimits(pixels: 96 * 64 - 1))
      #expect(pixels.stoppedBy == .pixels)
      #expect(pixels.video.first?.decoded == nil)
      #expect(pixels.video.first?.failure == "96x64 is more than 6143 pixels")
      #expect(pixels.audio.first?.decoded?.sampleCount == 24_576)
      #expect(worker.starts == 1)
    }
  }

  @Test func aPictureLargerThanItsHeaderSaysMeetsTheLimit() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/liar.mp4"
      try MediaTool.run("\(MediaTool.picture("640x480")) -c:v libx264 -pix_fmt yuv420p", path)
      // The sample entry's and the track header's sizes become 64x48; what decodes stays 640x480.
      var bytes = try MediaTool.bytes(path)
      for at in bytes.indices.dropLast(4) where Array(bytes[at..<at + 4]) == [0x02, 0x80, 0x01, 0xe0] {
        bytes.replaceSubrange(at..<at + 4, with: [0, 64, 0, 48])
      }
      try MediaTool.write(bytes, to: path)
      let limits = DecodeLimits(pixels: 320 * 240)
      let collector = Collector()
      let facts = try MediaWorker().examine(
        path, ExaminationRequest(wantsFrames: true, limits: limits), consumer: collector
      ).facts()
      #expect(facts.stoppedBy == .pixels)
      #expect(collector.frames == 0)
    }
  }

  @Test func aDecodeThatNeedsTooMuchMemoryIsSaidSoAndCostsOneChild() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/large.mp4"
      try MediaTool.run(
        "-f lavfi -i testsrc2=s=3840x2160:r=8:d=0.5 -c:v libx264 -preset ultrafast -refs 4 -pix_fmt yuv420p", path)
      let modest = "\(folder)/modest.mp4"
      try MediaTool.run("\(MediaTool.picture("320x240")) -c:v libx264 -pix_fmt yuv420p", modest)
      let small = MediaWorker(limits: WorkerLimits(memory: .mebibytes(64)))
      let before = try small.examine(modest, ExaminationRequest()).facts()
      #expect(before.video.first?.decoded?.frameCount == 12)
      try #expect(small.examine(path, ExaminationRequest()).failureKind == .outOfMemory)
      try #expect(small.examine(path, ExaminationRequest()).failureKind == .outOfMemory)
      #expect(small.starts == 2)
      let facts = try MediaWorker().examine(path, ExaminationRequest()).facts()
      #expect(facts.video.first?.decoded?.frameCount == 4)
    }
  }

  @Test func manyFilesCostOneChild() throws {
    try withClip { path in
      let worker = MediaWorker()
      for _ in 1...20 { _ = try worker.examine(path, ExaminationRequest()).facts() }
      #expect(worker.starts == 1)
    }
  }

  @Test func aWorkerNearTheEndOfItsCPUTimeIsReplaced() throws {
    try withClip { path in
      let worker = MediaWorker(limits: WorkerLimits(cpuSeconds: 3))
      let request = ExaminationRequest(limits: DecodeLimits(wallSeconds: 60))
      var files = 0
      while worker.starts < 2, files < 5000 {
        _ = try worker.examine(path, request).facts()
        files += 1
      }
      #expect(worker.starts == 2)
      #expect(files > 5)
    }
  }

  struct Odd: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable (String) -> Void
    var testDescription: String { name }
  }

  @Test(arguments: [
    Odd(name: "a symbolic link") { symlink("/etc/hostname", $0) },
    Odd(name: "a FIFO") { mkfifo($0, 0o600) },
    Odd(name: "a folder") { mkdir($0, 0o700) },
    Odd(name: "nothing") { _ in },
  ])
  func onlyRegularFilesAreOpened(_ odd: Odd) throws {
    try withTemporaryFolder { folder in
      odd.make("\(folder)/x")
      #expect(throws: MediaWorkerError.self) { try MediaWorker().examine("\(folder)/x", ExaminationRequest()) }
    }
  }

  @Test(arguments: [
    ("", MediaFailure.Kind.notMedia), ("hello, world\n", .notMedia),
    ("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n", .forbiddenFormat),
    ("ffconcat version 1.0\nfile '/etc/passwd'\n", .forbiddenFormat),
  ])
  func textIsNoMedia(_ text: String, _ kind: MediaFailure.Kind) throws {
    try withTemporaryFolder { folder in
      try MediaTool.write(Array(text.utf8), to: "\(folder)/x.mp4")
      try #expect(MediaWorker().examine("\(folder)/x.mp4", ExaminationRequest()).failureKind == kind)
    }
  }

  private func withClip(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/clip.mp4"
      try MediaTool.run(
        "\(MediaTool.picture("96x64")) \(MediaTool.tone) -c:v libx264 -pix_fmt yuv420p -c:a aac", path)
      try body(path)
    }
  }
}
