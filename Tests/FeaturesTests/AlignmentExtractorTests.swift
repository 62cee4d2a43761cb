import Features
import Testing

/// What the extractor makes of whole, odd and broken clips.
struct AlignmentExtractorTests {
  /// A clip fed by hand: frames of a moving bar, and noise bursts.
  struct Clip {
    var sizes = Array(repeating: [40, 36], count: 6)
    var audio: [(samples: [Float], channels: Int, rate: Int)] = [(bursts, 1, 16000)]

    static let bursts: [Float] = (0..<24000).map { index in
      let phase = index % 6000
      return phase < 400 ? Float((index * 7919) % 2001 - 1000) / 1000 * Float(400 - phase) / 400 : 0
    }

    func feed(_ extractor: AlignmentExtractor, audioFrom source: AlignmentAudioSource?) {
      extractor.begin(audioFrom: source)
      for (index, size) in sizes.enumerated() {
        let (width, height) = (size[0], size[1])
        let pixels = (0..<width * height * 3).map { UInt8(($0 / 3 % width + index * index) % 16 < 8 ? 30 : 200) }
        pixels.withUnsafeBytes { extractor.consumeFrame($0, width: width, height: height, index: index) }
      }
      for run in audio {
        run.samples.withUnsafeBufferPointer {
          extractor.consumeAudio($0, channels: run.channels, sampleRate: run.rate)
        }
      }
    }

    func outcome(audioFrom source: AlignmentAudioSource? = .wav, frameRate: Double? = 8) -> AlignmentOutcome {
      let extractor = AlignmentExtractor()
      feed(extractor, audioFrom: source)
      return extractor.finish(frameRate: frameRate)
    }
  }

  @Test func aWholeClipGivesATrace() throws {
    let trace = try #require(Clip().outcome().trace)
    #expect(trace.frameCount == 6)
    #expect(trace.flow.count == 6)
    #expect(trace.flow[0] == trace.flow[1])
    #expect(trace.flow[1] > 0)
    #expect(trace.frameRate == 8)
    #expect(trace.audioSource == .wav)
    #expect(!trace.onsetFrames.isEmpty)
  }

  @Test func anExtractorServesClipAfterClip() {
    let extractor = AlignmentExtractor()
    let (plain, other) = (Clip(), Clip(sizes: Array(repeating: [64, 64], count: 3), audio: [(Clip.bursts, 2, 8000)]))
    plain.feed(extractor, audioFrom: .wav)
    let first = extractor.finish(frameRate: 8)
    other.feed(extractor, audioFrom: .mp4)
    #expect(extractor.finish(frameRate: 8) == other.outcome(audioFrom: .mp4))
    plain.feed(extractor, audioFrom: .wav)
    #expect(extractor.finish(frameRate: 8) == first)
  }

  struct Broken: CustomTestStringConvertible {
    var testDescription: String
    var clip = Clip()
    var source: AlignmentAudioSource? = .wav
    var frameRate: Double? = 8
    var obstacle: AlignmentObstacle
  }

  @Test(arguments: [
    Broken(testDescription: "no video", clip: Clip(sizes: []), obstacle: .tooFewFrames(0)),
    Broken(testDescription: "one frame", clip: Clip(sizes: [[40, 36]]), obstacle: .tooFewFrames(1)),
    Broken(
      testDescription: "frames that change size", clip: Clip(sizes: [[40, 36], [40, 36], [40, 38], [40, 36]]),
      obstacle: .frameSizeChanged(frame: 2)),
    Broken(testDescription: "no frame rate", frameRate: nil, obstacle: .noFrameRate),
    Broken(testDescription: "a frame rate of zero", frameRate: 0, obstacle: .noFrameRate),
    Broken(testDescription: "no audio file", clip: Clip(audio: []), source: nil, obstacle: .noAudio),
    Broken(testDescription: "an audio stream without samples", clip: Clip(audio: []), obstacle: .noAudio),
    Broken(
      testDescription: "audio that changes its rate",
      clip: Clip(audio: [(Clip.bursts, 1, 16000), (Clip.bursts, 1, 8000)]), obstacle: .audioFormatChanged),
    Broken(
      testDescription: "audio that changes its channels",
      clip: Clip(audio: [(Clip.bursts, 1, 16000), (Clip.bursts, 2, 16000)]), obstacle: .audioFormatChanged),
    Broken(
      testDescription: "one sample at 44.1 kHz", clip: Clip(audio: [([0.5], 1, 44100)]),
      obstacle: .audioTooShort(samples: 1)),
    Broken(
      testDescription: "an hour by its header", clip: Clip(audio: [([Float](repeating: 0, count: 3600), 1, 1)]),
      obstacle: .audioTooLong),
    Broken(
      testDescription: "an impossible sample rate", clip: Clip(audio: [([0.5, 0.5], 1, .max)]),
      obstacle: .unreadable("a sample rate of 9223372036854775807 Hz is beyond what can be resampled")),
    Broken(testDescription: "a NaN", clip: Clip(audio: [([0, .nan, 0], 1, 16000)]), obstacle: .audioNotFinite),
    Broken(testDescription: "an infinity", clip: Clip(audio: [([0, .infinity], 1, 16000)]), obstacle: .audioNotFinite),
  ])
  func whatTheReferenceRaisesOnIsAnObstacle(broken: Broken) {
    let outcome = broken.clip.outcome(audioFrom: broken.source, frameRate: broken.frameRate)
    #expect(outcome == .unavailable(broken.obstacle))
    #expect(!broken.obstacle.description.isEmpty)
  }

  @Test func samplesTheDecoderReplacedAreAnObstacle() {
    let extractor = AlignmentExtractor()
    Clip().feed(extractor, audioFrom: .wav)
    #expect(extractor.finish(frameRate: 8, nonFiniteSamples: 1) == .unavailable(.audioNotFinite))
  }

  @Test func silenceHasNoOnsets() throws {
    let clip = Clip(audio: [([Float](repeating: 0, count: 16000), 1, 16000)])
    #expect(try #require(clip.outcome().trace).onsetFrames == [])
  }

  @Test func audioOfAnMP4IsRoundedTo16BitsAndThatOfAWAVIsNot() throws {
    let faint = Clip(audio: [(Clip.bursts.map { $0 * 1e-5 }, 1, 16000)])
    #expect(try #require(faint.outcome(audioFrom: .mp4).trace).onsetFrames == [])
    #expect(try #require(faint.outcome(audioFrom: .wav).trace).onsetFrames != [])
  }

  @Test func identicalChannelsCountAsOne() {
    let stereo = Clip.bursts.flatMap { [$0, $0] }
    #expect(Clip(audio: [(stereo, 2, 16000)]).outcome() == Clip().outcome())
  }

  @Test func framesBeforeBeginBelongToNoClip() {
    let extractor = AlignmentExtractor()
    Clip().feed(extractor, audioFrom: .wav)
    extractor.begin(audioFrom: .wav)
    #expect(extractor.finish(frameRate: 8) == .unavailable(.tooFewFrames(0)))
  }
}

extension AlignmentOutcome {
  /// The trace, where there is one.
  fileprivate var trace: AlignmentTrace? {
    if case .trace(let trace) = self { trace } else { nil }
  }
}
