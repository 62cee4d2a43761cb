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

    func feed(
      _ extractor: AlignmentExtractor, audioFrom source: AlignmentAudioSource,
      resampling: Set<OnsetResampling> = [.kaiserBest]
    ) {
      extractor.begin(hearing: Set(resampling.map { AlignmentAudio(source, $0) }))
      extractor.listen(to: source)
      feedFrames(extractor)
      feedAudio(extractor)
    }

    func feedFrames(_ extractor: AlignmentExtractor) {
      for (index, size) in sizes.enumerated() {
        let (width, height) = (size[0], size[1])
        let pixels = (0..<width * height * 3).map { UInt8(($0 / 3 % width + index * index) % 16 < 8 ? 30 : 200) }
        pixels.withUnsafeBytes { extractor.consumeFrame($0, width: width, height: height, index: index) }
      }
    }

    func feedAudio(_ extractor: AlignmentExtractor) {
      for run in audio {
        run.samples.withUnsafeBufferPointer {
          extractor.consumeAudio($0, channels: run.channels, sampleRate: run.rate)
        }
      }
    }

    func outcome(
      audioFrom source: AlignmentAudioSource = .wav, frameRate: Double? = 8,
      resampling: Set<OnsetResampling> = [.kaiserBest]
    ) -> AlignmentOutcome {
      let extractor = AlignmentExtractor()
      feed(extractor, audioFrom: source, resampling: resampling)
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
    #expect(trace.onsets.count == 1)
    #expect(!(try trace.frames(.wav)).isEmpty)
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
    var frameRate: Double? = 8
    var obstacle: AlignmentObstacle
  }

  @Test(arguments: [
    Broken(testDescription: "one frame", clip: Clip(sizes: [[40, 36]]), obstacle: .tooFewFrames(1)),
    Broken(
      testDescription: "frames that change size", clip: Clip(sizes: [[40, 36], [40, 36], [40, 38], [40, 36]]),
      obstacle: .frameSizeChanged(frame: 2)),
    Broken(testDescription: "no frame rate", frameRate: nil, obstacle: .noFrameRate),
    Broken(testDescription: "a frame rate of zero", frameRate: 0, obstacle: .noFrameRate),
  ])
  func whatTheReferenceRaisesOnIsAnObstacle(broken: Broken) {
    let outcome = broken.clip.outcome(frameRate: broken.frameRate)
    #expect(outcome == .unavailable(broken.obstacle))
    #expect(!broken.obstacle.description.isEmpty)
  }

  struct Unheard: CustomTestStringConvertible {
    var testDescription: String
    var clip = Clip()
    /// Ways of hearing that do not mind.
    var taken: Set<OnsetResampling> = []
    var obstacle: AlignmentObstacle
  }

  @Test(arguments: [
    Unheard(testDescription: "an audio stream without samples", clip: Clip(audio: []), obstacle: .noAudio),
    Unheard(
      testDescription: "audio that changes its rate",
      clip: Clip(audio: [(Clip.bursts, 1, 16000), (Clip.bursts, 1, 8000)]), obstacle: .audioFormatChanged),
    Unheard(
      testDescription: "audio that changes its channels",
      clip: Clip(audio: [(Clip.bursts, 1, 16000), (Clip.bursts, 2, 16000)]), obstacle: .audioFormatChanged),
    Unheard(
      testDescription: "one sample at 44.1 kHz", clip: Clip(audio: [([0.5], 1, 44100)]), taken: [.soxrHQ, .none],
      obstacle: .audioTooShort(samples: 1)),
    Unheard(
      testDescription: "an hour by its header", clip: Clip(audio: [([Float](repeating: 0, count: 3600), 1, 1)]),
      obstacle: .audioTooLong),
    Unheard(
      testDescription: "an impossible sample rate", clip: Clip(audio: [([0.5, 0.5], 1, .max)]),
      obstacle: .unreadable("a sample rate of 9223372036854775807 Hz is beyond what can be resampled")),
    Unheard(testDescription: "a NaN", clip: Clip(audio: [([0, .nan, 0], 1, 16000)]), obstacle: .audioNotFinite),
    Unheard(
      testDescription: "an infinity", clip: Clip(audio: [([0, .infinity], 1, 16000)]), obstacle: .audioNotFinite),
  ])
  func audioTheReferenceRaisesOnIsAnObstacleToItsOnsetsAlone(unheard: Unheard) throws {
    let trace = try #require(unheard.clip.outcome(resampling: Set(OnsetResampling.allCases)).trace)
    for resampling in OnsetResampling.allCases where !unheard.taken.contains(resampling) {
      #expect(trace.onsets[AlignmentAudio(.wav, resampling)] == .unavailable(unheard.obstacle), "\(resampling)")
    }
    for resampling in unheard.taken { #expect(try trace.frames(.wav, resampling) == [], "\(resampling)") }
    #expect(!unheard.obstacle.description.isEmpty)
  }

  @Test func whatIsKnownToBeWrongWithAFileCounts() throws {
    let extractor = AlignmentExtractor()
    Clip().feed(extractor, audioFrom: .wav)
    let trace = try #require(extractor.finish(frameRate: 8, obstacles: [.wav: .audioNotFinite]).trace)
    #expect(trace.onsets == [AlignmentAudio(.wav, .kaiserBest): .unavailable(.audioNotFinite)])
  }

  @Test func aFileThatWasNotReadHasNoAudio() throws {
    let extractor = AlignmentExtractor()
    Clip(audio: []).feed(extractor, audioFrom: .mp4)
    extractor.begin(hearing: [AlignmentAudio(.wav, .soxrHQ)])
    Clip.bursts.withUnsafeBufferPointer { extractor.consumeAudio($0, channels: 1, sampleRate: 16000) }
    #expect(extractor.finish(frameRate: 8) == Clip(sizes: [], audio: []).outcome(resampling: [.soxrHQ]))
  }

  @Test func oneDecodeServesEveryWayOfHearing() throws {
    let ways = Set(
      [AlignmentAudioSource.wav, .mp4].flatMap { source in
        OnsetResampling.allCases.map { AlignmentAudio(source, $0) }
      })
    let (clip, extractor) = (Clip(), AlignmentExtractor())
    extractor.begin(hearing: ways)
    for source in [AlignmentAudioSource.mp4, .wav] {
      extractor.listen(to: source)
      if source == .mp4 { clip.feedFrames(extractor) }
      clip.feedAudio(extractor)
    }
    let trace = try #require(extractor.finish(frameRate: 8).trace)
    #expect(Set(trace.onsets.keys) == ways)
    for way in ways {
      let alone = try #require(clip.outcome(audioFrom: way.source, resampling: [way.resampling]).trace)
      #expect(trace.onsets[way] == alone.onsets[way], "\(way)")
    }
    #expect(trace.onsets[AlignmentAudio(.wav, .none)] != trace.onsets[AlignmentAudio(.wav, .soxrHQ)])
  }

  @Test func silenceHasNoOnsets() throws {
    let clip = Clip(audio: [([Float](repeating: 0, count: 16000), 1, 16000)])
    #expect(try #require(clip.outcome().trace).frames(.wav) == [])
  }

  @Test func audioOfAnMP4IsRoundedTo16BitsAndThatOfAWAVIsNot() throws {
    let faint = Clip(audio: [(Clip.bursts.map { $0 * 1e-5 }, 1, 16000)])
    #expect(try #require(faint.outcome(audioFrom: .mp4).trace).frames(.mp4) == [])
    #expect(try #require(faint.outcome(audioFrom: .wav).trace).frames(.wav) != [])
  }

  @Test func identicalChannelsCountAsOne() {
    let stereo = Clip.bursts.flatMap { [$0, $0] }
    #expect(Clip(audio: [(stereo, 2, 16000)]).outcome() == Clip().outcome())
  }

  @Test func framesBeforeBeginBelongToNoClip() throws {
    let extractor = AlignmentExtractor()
    Clip().feed(extractor, audioFrom: .wav)
    extractor.begin(hearing: [])
    #expect(extractor.finish(frameRate: 8) == .trace(AlignmentTrace(flow: [], frameRate: 8, onsets: [:])))
  }
}

extension AlignmentOutcome {
  /// The trace, where there is one.
  fileprivate var trace: AlignmentTrace? {
    if case .trace(let trace) = self { trace } else { nil }
  }
}

extension AlignmentTrace {
  /// Frames of the onsets heard one way.
  fileprivate func frames(
    _ source: AlignmentAudioSource, _ resampling: OnsetResampling = .kaiserBest
  ) throws -> [Int] {
    guard case .found(let found) = onsets[AlignmentAudio(source, resampling)] else {
      throw Unfound()
    }
    return found.frames
  }

  private struct Unfound: Error {}
}
