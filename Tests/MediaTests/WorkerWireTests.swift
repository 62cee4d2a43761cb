import Quantities
import TestSupport
import Testing

@testable import Media

struct WorkerWireTests {
  static var full: MediaDescription {
    var video = VideoStream(index: 0, codec: "h264", width: 256, height: 256)
    video.averageFrameRate = Rational(8).reciprocal.flatMap { $0.reciprocal }.flatMap(FrameRate.init)
    video.sampleAspect = Rational(1)
    video.declaredStart = Rational(-1, 3)
    var decoded = DecodedVideo(frameCount: 32, width: 256, height: 256)
    decoded.highestLuma = 122.0361
    decoded.span = Rational(4)
    video.decoded = decoded
    var audio = AudioStream(index: 1, codec: "aac", sampleRate: 16_000, channels: 1)
    audio.decoded = DecodedAudio(sampleCount: 64_512, sampleRate: 16_000, channels: 1)
    return MediaDescription(
      format: "mov,mp4", byteCount: 102_575, declaredDuration: Rational(10), declaredStart: nil, video: [video],
      audio: [audio], otherStreams: ["data"], stoppedBy: .frames, damagedPackets: 3)
  }

  static let messages: [WorkerMessage] = [
    .ready(MediaLibraryVersions(release: "5.1", format: "59", codec: "59", util: "57", scale: "6")),
    .frames(FrameRun(count: 3, width: 256, height: 256)), .samples(SampleRun(count: 9, channels: 2, sampleRate: 8)),
    .described(full), .unreadable(MediaFailure(kind: .crashed, detail: "SIGSEGV")),
  ]

  @Test(arguments: messages)
  func messagesComeBackAsTheyWere(_ message: WorkerMessage) throws {
    let bytes = try #require(WorkerWire.encode(message))
    try #expect(WorkerWire.decode(WorkerMessage.self, bytes) == message)
  }

  @Test func aRequestComesBackAsItWas() throws {
    let request = WorkerRequest.examine(
      ExaminationRequest(wantsFrames: true, limits: DecodeLimits(pixels: 7, frames: 8, samples: 9, wallSeconds: 1.5)))
    let bytes = try #require(WorkerWire.encode(request))
    try #expect(WorkerWire.decode(WorkerRequest.self, bytes) == request)
  }

  @Test func aMessageThatIsTooLongIsNotWritten() {
    var long = Self.full
    long.otherStreams = [String(repeating: "a", count: WorkerWire.longest)]
    #expect(WorkerWire.encode(WorkerMessage.described(long)) == nil)
  }

  /// Property: bytes that differ from a message are refused, or give a message that the checks can look at; and a
  /// description that passes the checks holds nothing impossible.
  @Test(arguments: messages)
  func changedBytesNeverTrap(_ message: WorkerMessage) throws {
    let whole = try #require(WorkerWire.encode(message))
    var random = SeededGenerator(seed: 7)
    let request = ExaminationRequest(
      wantsFrames: true, wantsAudio: true, limits: DecodeLimits(pixels: 100_000, frames: 50, samples: 1000))
    let layout = SharedSlot.Layout(frameBytes: 300_000, sampleBytes: 4096)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[at] = Array("0123456789-eE.".utf8).randomElement(using: &random) ?? 48
        case 2: bytes.insert(contentsOf: Array("9999999999".utf8), at: at)
        default: bytes.remove(at: at)
        }
      }
      guard let read = try? WorkerWire.decode(WorkerMessage.self, bytes) else { continue }
      var check = MessageCheck(request, layout)
      switch read {
      case .frames(let run):
        if check.admit(run) != nil { #expect(run.count * run.width * run.height * 3 <= layout.frameBytes) }
      case .samples(let run):
        if check.admit(run) { #expect(run.count * run.channels * 4 <= layout.sampleBytes) }
      case .described(let facts):
        if MessageCheck.objection(facts) == nil { #expect(facts.byteCount >= 0) }
      case .unreadable(let failure):
        if MessageCheck.objection(failure) == nil { #expect(failure.detail.utf8.count <= 500) }
      case .ready: break
      }
    }
  }
}
