import Findings
import FormatRules
import Media
import Quantities
import TestSupport
import Testing
import Tracks

/// Descriptions come from a child that parsed hostile bytes: no value of theirs may stop the rules or unsettle them.
struct RandomDescriptionTests {
  @Test(arguments: 0..<40) func judgesAnythingTheSameWayTwice(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let subject = try wild(&random)
      let findings = RuleBook().check(subject)
      #expect(findings == RuleBook().check(subject))
      #expect(findings == RuleBook.sorted(findings))
      #expect(findings.allSatisfy { $0.location.sample == subject.sample })
    }
  }

  @Test(arguments: 0..<20) func isWithinIsSymmetricAndHoldsItsEnds(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let rate = FrameRate(rational(random.below(240_000) + 1, random.below(1001) + 1))
      guard let rate, let frame = rate.framesPerSecond.reciprocal else { continue }
      var subject = RuleSubject(
        sample: "s", file: "s.mp4", examination: .described(HonestClips.mp4(video: nil, audio: nil)))
      subject.track = try? HonestClips.track("audio-to-video")
      let frames = Int(random.below(500)) + 2
      subject.show(HonestClips.video(frames: frames, rate: rate.framesPerSecond))
      for (off, passes) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        guard frames + off > 0 else { continue }
        subject.expectedDuration = frame.multiplied(by: Rational(Int64(frames + off)))
        let codes = RuleBook(rules: [VideoDuration()]).check(subject).map(\.rule.rawValue)
        #expect(codes == (passes ? [] : ["GL206"]), "\(frames) frames at \(rate), off by \(off)")
      }
    }
  }

  private func wild(_ random: inout SeededGenerator) throws -> RuleSubject {
    let base: [HonestBase] = [.temporal, .withWAV, .spatial, .audioToVideo, .untracked]
    var subject = try base[Int(random.below(5))].subject()
    if random.below(3) == 0 { subject.expectedDuration = random.rational() }
    subject.clip.byteCount = random.integer()
    subject.clip.declaredDuration = random.rational()
    subject.clip.damagedPackets = Int(random.integer())
    if random.below(4) == 0 { subject.clip.stoppedBy = .samples }
    subject.picture = wildVideo(subject.picture, &random)
    if !subject.clip.audio.isEmpty { subject.sound = wildAudio(subject.sound, &random) }
    return subject
  }

  private func wildVideo(_ stream: VideoStream, _ random: inout SeededGenerator) -> VideoStream {
    var stream = stream
    stream.width = Int(random.integer())
    stream.rotation = Int(random.integer())
    stream.sampleAspect = random.rational()
    stream.guessedFrameRate = random.rational().flatMap { FrameRate($0) }
    stream.declaredFrameCount = Int(random.integer())
    guard random.below(8) != 0, var decoded = stream.decoded else {
      stream.decoded = nil
      return stream
    }
    decoded.frameCount = Int(random.integer().magnitude >> 1)
    decoded.height = Int(random.integer())
    decoded.firstTime = random.rational()
    decoded.span = random.rational()
    decoded.shortestInterval = random.rational()
    decoded.longestInterval = random.rational()
    decoded.frameRate = random.rational().flatMap { FrameRate($0) }
    decoded.repeatedFrames = Int(random.integer())
    decoded.highestLuma = random.double()
    decoded.blackRowsTop = Int(random.integer().magnitude >> 2)
    stream.decoded = decoded
    return stream
  }

  private func wildAudio(_ stream: AudioStream, _ random: inout SeededGenerator) -> AudioStream {
    var stream = stream
    stream.frameSize = Int(random.integer())
    stream.sampleRate = Int(random.integer())
    guard random.below(8) != 0, var decoded = stream.decoded else {
      stream.decoded = nil
      return stream
    }
    decoded.sampleCount = random.integer()
    decoded.sampleRate = Int(random.integer())
    decoded.channels = Int(random.integer())
    decoded.firstTime = random.rational()
    decoded.peak = random.double()
    decoded.mean = random.double()
    decoded.clippedSamples = random.integer()
    stream.decoded = decoded
    return stream
  }
}

extension SeededGenerator {
  fileprivate mutating func below(_ bound: Int64) -> Int64 { Int64.random(in: 0..<bound, using: &self) }

  /// A whole number that likes the edges.
  fileprivate mutating func integer() -> Int64 {
    let edges: [Int64] = [0, 1, -1, .max, .min, .max - 1, 256, 16_000, 64_000]
    return below(2) == 0 ? edges[Int(below(Int64(edges.count)))] : Int64(bitPattern: next()) >> below(63)
  }

  fileprivate mutating func rational() -> Rational? { below(6) == 0 ? nil : Rational(integer(), integer()) }

  fileprivate mutating func double() -> Double {
    let edges = [0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    return edges[Int(below(Int64(edges.count)))]
  }
}
