import Media
import Quantities
import TestSupport
import Testing

/// Declared and decoded facts of audio, on clips whose every number is known.
@Suite(.enabled(if: MediaTool.isAvailable, "needs the ffmpeg tool"))
struct AudioFactsTests {
  struct Clip: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let options: String
    let codec: String
    let samples: Int64
    var rate = 16_000
    var channels = 1
    var layout: String?
    var frameSize: Int?
    var testDescription: String { name }
  }

  static let clips = [
    Clip(name: "8-bit WAV", file: "a.wav", options: "-c:a pcm_u8", codec: "pcm_u8", samples: 24_000),
    Clip(name: "16-bit WAV", file: "b.wav", options: "-c:a pcm_s16le", codec: "pcm_s16le", samples: 24_000),
    Clip(name: "24-bit WAV", file: "c.wav", options: "-c:a pcm_s24le", codec: "pcm_s24le", samples: 24_000),
    Clip(name: "32-bit WAV", file: "d.wav", options: "-c:a pcm_s32le", codec: "pcm_s32le", samples: 24_000),
    Clip(name: "float WAV", file: "e.wav", options: "-c:a pcm_f32le", codec: "pcm_f32le", samples: 24_000),
    Clip(name: "double WAV", file: "f.wav", options: "-c:a pcm_f64le", codec: "pcm_f64le", samples: 24_000),
    Clip(
      name: "extensible WAV with six channels", file: "g.wav", options: "-c:a pcm_s24le -ac 6 -ar 48000",
      codec: "pcm_s24le", samples: 72_000, rate: 48_000, channels: 6, layout: "5.1"),
    Clip(
      name: "FLAC", file: "h.flac", options: "-c:a flac", codec: "flac", samples: 24_000, layout: "mono",
      frameSize: nil),
    Clip(
      name: "AAC in MP4, priming cut by the edit list", file: "i.m4a", options: "-c:a aac", codec: "aac",
      samples: 24_576, layout: "mono", frameSize: 1024),
    Clip(
      name: "AAC with six channels", file: "j.m4a", options: "-c:a aac -ac 6 -ar 48000", codec: "aac",
      samples: 72_704, rate: 48_000, channels: 6, layout: "5.1", frameSize: 1024),
  ]

  @Test(arguments: clips)
  func everyFormatGivesTheSamplesOfTheReferenceTool(_ clip: Clip) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(clip.file)"
      try MediaTool.run("\(MediaTool.tone) \(clip.options)", path)
      let collector = Collector()
      let facts = try MediaWorker().examine(path, ExaminationRequest(wantsAudio: true), consumer: collector).facts()
      let audio = try #require(facts.audio.first)
      let decoded = try #require(audio.decoded)
      #expect(facts.video.isEmpty)
      #expect(audio.codec == clip.codec)
      #expect([audio.sampleRate, audio.channels] == [clip.rate, clip.channels])
      if let layout = clip.layout { #expect(audio.channelLayout == layout) }
      if let size = clip.frameSize { #expect(audio.frameSize == size) }
      #expect(decoded.sampleCount == clip.samples)
      #expect([decoded.sampleRate, decoded.channels] == [clip.rate, clip.channels])
      #expect(decoded.firstTime == .zero)
      #expect(decoded.channelsAreIdentical == false)
      #expect([collector.sampleRate, collector.channels] == [clip.rate, clip.channels])
      try MediaTool.run("-i \(path) -f f32le -c:a pcm_f32le", "\(folder)/raw")
      let raw = try MediaTool.bytes("\(folder)/raw").withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
      #expect(collector.samples == raw)
      let peak = raw.map(abs).max() ?? 0
      let squares = raw.reduce(0) { $0 + Double($1) * Double($1) }
      #expect(decoded.peak == Double(peak))
      #expect(abs(decoded.rootMeanSquare - (squares / Double(raw.count)).squareRoot()) < 1e-9)
      #expect(abs(decoded.mean - raw.reduce(0) { $0 + Double($1) } / Double(raw.count)) < 1e-9)
    }
  }

  @Test func extremesOfIntegersCountAsClipped() throws {
    var samples = [Int16](repeating: 100, count: 1000)
    samples[10] = .max
    samples[20] = .min
    samples[30] = .max - 1
    let decoded = try examine(wav(samples.flatMap(littleEndian), format: 1, bits: 16, channels: 1))
    #expect(decoded.clippedSamples == 2)
    #expect(decoded.peak == 1)
  }

  @Test func notANumberIsCountedAndReadAsZero() throws {
    var samples = [Float](repeating: 0.25, count: 1000)
    samples[5] = .nan
    samples[6] = .infinity
    samples[7] = 1.5
    let collector = Collector()
    let decoded = try examine(
      wav(samples.flatMap { littleEndian($0.bitPattern) }, format: 3, bits: 32, channels: 1), collector)
    #expect(decoded.nonFiniteSamples == 2)
    #expect(decoded.clippedSamples == 1)
    #expect(decoded.peak == 1.5)
    #expect(collector.samples[5...7] == [0, 0, 1.5])
  }

  @Test(arguments: [true, false])
  func equalChannelsAreSeen(_ areEqual: Bool) throws {
    let samples: [Int16] = (0..<1000).flatMap { [Int16($0), Int16($0 == 999 && !areEqual ? 0 : $0)] }
    let decoded = try examine(wav(samples.flatMap(littleEndian), format: 1, bits: 16, channels: 2))
    #expect(decoded.channelsAreIdentical == areEqual)
    #expect(decoded.sampleCount == 1000)
  }

  @Test func aHeaderThatClaimsMoreSamplesIsNotBelieved() throws {
    let samples = [Int16](repeating: 3, count: 4000)
    let decoded = try examine(wav(samples.flatMap(littleEndian), format: 1, bits: 16, channels: 1, claim: 4))
    #expect(decoded.sampleCount == 4000)
  }

  @Test func theAudioStreamAPlayerWouldChooseIsDelivered() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/two.mkv"
      try MediaTool.run(
        "\(MediaTool.tone) \(MediaTool.tone) -map 0 -map 1 -c:a pcm_s16le -ac:a:0 1 -ac:a:1 2 -disposition:a:0 0 "
          + "-disposition:a:1 0", path)
      let collector = Collector()
      let facts = try MediaWorker().examine(path, ExaminationRequest(wantsAudio: true), consumer: collector).facts()
      #expect(facts.audio.map { $0.decoded?.channels } == [1, 2])
      #expect(collector.channels == 2)
    }
  }

  @Test func lateAudioKeepsItsStart() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/late.mp4"
      try MediaTool.run(
        "\(MediaTool.picture("96x64")) -itsoffset 0.5 \(MediaTool.tone) -c:v libx264 -c:a aac", path)
      let facts = try MediaWorker().examine(path, ExaminationRequest()).facts()
      // After an empty edit FFmpeg does not cut the 1,024 samples of priming, it plays them early.
      let start = try #require(facts.audio.first?.decoded?.firstTime)
      #expect(abs(start.doubleValue - (0.5 - 0.064)) < 0.001)
    }
  }

  private func examine(_ file: [UInt8], _ collector: Collector = Collector()) throws -> DecodedAudio {
    try withTemporaryFolder { folder in
      try MediaTool.write(file, to: "\(folder)/x.wav")
      let outcome = try MediaWorker().examine(
        "\(folder)/x.wav", ExaminationRequest(wantsAudio: true), consumer: collector)
      return try #require(try outcome.facts().audio.first?.decoded)
    }
  }

  private func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// A canonical WAV file at 16 kHz whose header claims `claim` times the bytes that follow.
  private func wav(_ data: [UInt8], format: UInt16, bits: UInt16, channels: UInt16, claim: UInt32 = 1) -> [UInt8] {
    let block = channels * bits / 8
    let size = UInt32(data.count) * claim
    return Array("RIFF".utf8) + littleEndian(36 + size) + Array("WAVEfmt ".utf8) + littleEndian(UInt32(16))
      + littleEndian(format) + littleEndian(channels) + littleEndian(UInt32(16_000))
      + littleEndian(UInt32(16_000) * UInt32(block)) + littleEndian(block) + littleEndian(bits)
      + Array("data".utf8) + littleEndian(size) + data
  }
}
