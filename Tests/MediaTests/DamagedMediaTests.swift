import Media
import TestSupport
import Testing

/// Property: whatever bytes a file holds, examining it gives a value, and the next file is examined as if nothing was.
@Suite(.enabled(if: MediaTool.isAvailable, "needs the ffmpeg tool"))
struct DamagedMediaTests {
  struct Seed: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let options: String
    var testDescription: String { name }
  }

  static let seeds = [
    Seed(name: "MP4", file: "a.mp4", options: "-c:v libx264 -pix_fmt yuv420p -c:a aac"),
    Seed(name: "fragmented MP4", file: "b.mp4", options: "-c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov"),
    Seed(name: "WebM", file: "c.webm", options: "-c:v libvpx-vp9 -c:a libvorbis"),
    Seed(name: "AVI", file: "d.avi", options: "-c:v mpeg4 -c:a libmp3lame"),
    Seed(name: "MPEG-TS", file: "e.ts", options: "-c:v libx264 -c:a aac"),
    Seed(name: "WAV", file: "f.wav", options: "-map 1:a -c:a pcm_s24le"),
    Seed(name: "FLAC", file: "g.flac", options: "-map 1:a -c:a flac"),
    Seed(name: "GIF", file: "h.gif", options: "-map 0:v -c:v gif"),
  ]

  @Test(arguments: seeds)
  func flippedBytesAreAValue(_ seed: Seed) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(seed.file)"
      try MediaTool.run("\(MediaTool.picture("64x48")) \(MediaTool.tone) \(seed.options)", path)
      let whole = try MediaTool.bytes(path)
      let worker = MediaWorker()
      var random = SeededGenerator(seed: 20_241_125)
      for round in 0..<40 {
        let damaged = "\(folder)/damaged"
        try MediaTool.write(damage(whole, round, &random), to: damaged)
        let request = ExaminationRequest(wantsFrames: true, wantsAudio: true, limits: DecodeLimits(wallSeconds: 60))
        guard case .unreadable(let failure) = try worker.examine(damaged, request, consumer: Collector()) else {
          continue
        }
        #expect(failure.kind != .confinementBreach && failure.kind != .timedOut, "round \(round)")
        // What an honest worker says must be admitted, however strange the file.
        #expect(!failure.detail.contains("went astray"), "round \(round): \(failure.detail)")
      }
      let facts = try worker.examine(path, ExaminationRequest()).facts()
      #expect(facts.damagedPackets == 0)
    }
  }

  /// Three kinds of damage in turn: single bytes anywhere, bytes among the first headers, a cut.
  private func damage(_ whole: [UInt8], _ round: Int, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = whole
    switch round % 4 {
    case 0:
      for _ in 0..<8 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
    case 1:
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<min(512, bytes.count), using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
    case 2:
      for _ in 0..<4 {
        let at = bytes.count - 1 - Int.random(in: 0..<min(2048, bytes.count), using: &random)
        bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
    default:
      bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
    }
    return bytes
  }
}
