import Glibc
import Media
import Quantities
import TestSupport
import Testing

/// Every media file of the shared test data: none may crash or hang a worker, and what is known of some must come out.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct SharedMediaTests {
  @Test(arguments: ["hostile/media", "clips/odd", "clips/a", "clips/b"])
  func everyFileIsReadOrRefusedByOneChild(_ folder: String) throws {
    let path = try #require(TestData.shared) + "/" + folder
    let worker = MediaWorker()
    let names = try list(path)
    #expect(names.count >= 18)
    for name in names {
      let request = ExaminationRequest(wantsFrames: true, wantsAudio: true, limits: DecodeLimits(wallSeconds: 120))
      let collector = Collector()
      switch try worker.examine("\(path)/\(name)", request, consumer: collector) {
      case .described(let facts):
        #expect(facts.byteCount > 0, "\(name)")
        #expect(facts.video.first?.decoded?.frameCount ?? 0 == collector.frames, "\(name)")
      case .unreadable(let failure):
        #expect(failure.kind == .notMedia, "\(name): \(failure.detail)")
      }
    }
    #expect(worker.starts == 1)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let check: @Sendable (Examination) throws -> Void
    var testDescription: String { name }
  }

  static let known = [
    Case(name: "hostile/media/lie.mp4") { outcome in
      let facts = try outcome.facts()
      #expect(facts.declaredDuration == Rational(10))
      #expect(facts.video.first?.decoded?.span == Rational(4))
      #expect(facts.audio.first?.decoded?.sampleCount == 64_512)
    },
    Case(name: "hostile/media/dims.mp4") { outcome in
      let video = try #require(outcome.facts().video.first)
      #expect([video.decoded?.width, video.decoded?.height] == [256, 256])
    },
    Case(name: "hostile/media/rot.mp4") { outcome in
      let rotation = try outcome.facts().video.first?.rotation ?? 0
      #expect([90, 180, 270].contains(rotation))
    },
    Case(name: "hostile/media/vfr.mp4") { outcome in
      let video = try #require(outcome.facts().video.first)
      #expect(video.realFrameRate?.framesPerSecond == Rational(8))
      #expect(video.averageFrameRate?.framesPerSecond == Rational(200, 37))
      #expect(video.decoded?.frameCount == 25)
      #expect(video.decoded?.longestInterval == Rational(1, 4))
      #expect(video.decoded?.span == Rational(39, 8))
    },
    Case(name: "hostile/media/late.mp4") { outcome in
      let facts = try outcome.facts()
      #expect(facts.declaredDuration == Rational(4))
      #expect(facts.audio.first?.decoded?.sampleCount == 33_792)
      #expect(facts.audio.first?.decoded?.firstTime == Rational(242, 125))
    },
    Case(name: "hostile/media/emptya.mp4") { outcome in
      let facts = try outcome.facts()
      #expect(facts.audio.isEmpty)
      #expect(facts.video.first?.decoded?.frameCount == 32)
    },
    Case(name: "hostile/media/trunc.mp4") { #expect($0.failureKind == .notMedia) },
    Case(name: "hostile/media/liewav.wav") { outcome in
      let audio = try #require(outcome.facts().audio.first)
      #expect(audio.declaredDuration == Rational(1))
      #expect(audio.decoded?.sampleCount == 16_000)
    },
    Case(name: "hostile/media/bomb8192.mp4") { outcome in
      let facts = try outcome.facts()
      #expect(facts.stoppedBy == .pixels)
      #expect(facts.video.first?.decoded == nil)
      #expect(facts.video.first?.failure == "8192x8192 is more than 8912896 pixels")
    },
    Case(name: "hostile/media/huge.png") { outcome in
      try #expect(outcome.facts().video.first?.decoded == nil)
    },
    Case(name: "av-align/mp4_edge/static_video.mp4") { outcome in
      let decoded = try #require(outcome.facts().video.first?.decoded)
      #expect(decoded.frameCount == 32)
      #expect(decoded.highestLuma - decoded.lowestLuma < 0.01)
    },
    Case(name: "av-align/mp4_edge/black_silent.mp4") { outcome in
      let facts = try outcome.facts()
      let decoded = try #require(facts.video.first?.decoded)
      #expect(decoded.highestLuma == 16)
      #expect(decoded.blackRowsTop == 256 && decoded.blackRowsBottom == 256)
      #expect(decoded.repeatedFrames == 31)
      #expect(facts.audio.first?.decoded?.peak == 0)
    },
  ]

  @Test(arguments: known)
  func whatIsKnownComesOut(_ test: Case) throws {
    let path = try #require(TestData.shared) + "/" + test.name
    try test.check(MediaWorker().examine(path, ExaminationRequest()))
  }

  private func list(_ path: String) throws -> [String] {
    let stream = try #require(opendir(path))
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
