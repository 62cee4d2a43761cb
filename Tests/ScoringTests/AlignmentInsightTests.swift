import Features
import TestSupport
import Testing

@testable import Scoring

/// Clips for insight to look at.
enum InsightClips {
  /// Clips of 4 s at 8 frames a second whose onsets follow their peaks by `delay` seconds.
  static func synced(_ count: Int, delay: Double = 0, seed: UInt64 = 1) -> [AlignedClip] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let peaks = (2..<30).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }.map { Double($0) / 8 }
      // A few milliseconds either way keep onsets off the edges of windows, whatever step they are moved by.
      let onsets = peaks.map { $0 + delay + Double.random(in: -0.009...0.009, using: &random) }
      return clip("clip_\(index + 100)", onsets: onsets.sorted(), peaks: peaks)
    }
  }

  static func clip(_ id: String, onsets: [Double], peaks: [Double], frameRate: Double = 8) -> AlignedClip {
    let events = PeakMatch(onsets: onsets, peaks: peaks, frameRate: frameRate)
    let flow = [Double](repeating: 0, count: Int(4 * frameRate))
    return AlignedClip(id: id, events: events, value: value(events), flow: flow)
  }

  static func value(_ events: PeakMatch) -> SampleScore { AlignmentFlavour.svg2024.value(events) }

  static func insight(_ clips: [AlignedClip], canonicalFrameRate: Double? = nil) -> AlignmentInsight {
    AlignmentInsight(of: clips, canonicalFrameRate: canonicalFrameRate, value: value)
  }

  static func mean(_ clips: [AlignedClip]) -> Double {
    clips.compactMap(\.value.number).reduce(0, +) / Double(clips.count)
  }
}

struct AlignmentInsightTests {
  @Test(arguments: [1, 2, 5, 7, 8, 24]) func theOrderOfClipsDoesNotMatter(count: Int) {
    let clips = InsightClips.synced(count)
    var random = SeededGenerator(seed: 9)
    #expect(InsightClips.insight(clips) == InsightClips.insight(clips.shuffled(using: &random)))
  }

  @Test func valueStateAndCoverageStayAsTheyAre() {
    let trace = AlignmentTrace(
      flow: [0, 0, 1, 0], frameRate: 8, onsetFrames: [11], frameCount: 4, audioSource: .wav)
    let outcomes: [(id: String, outcome: AlignmentOutcome)] = [
      ("a", .trace(trace)), ("b", .unavailable(.noAudio)), ("c", .trace(trace)),
    ]
    let scoring = AlignmentScoring.svg2024
    var score = scoring.score(samples: outcomes, expected: 3, minimumCoverage: 1, canonicalFrameRate: 8)
    #expect(score.insight?.detectors.clips == 2)
    #expect(score.value == 1)
    let whole = score
    score.insight = nil
    score.interval = nil
    score.warnings = []
    scoring.addInsight(to: &score, samples: outcomes, canonicalFrameRate: 8)
    #expect(score == whole)
  }

  @Test func nothingReadableHasNoInsight() {
    let score = AlignmentScoring.svg2024.score(
      samples: [("a", .unavailable(.noAudio))], expected: 1, minimumCoverage: 1)
    #expect(score.insight == nil)
    #expect(score.interval == nil)
  }

  @Test func oneClipHasNoChanceAndNoInterval() {
    let score = AlignmentScoring.svg2024.score(
      samples: [
        (
          "a",
          .trace(
            AlignmentTrace(flow: [0, 0, 1, 0], frameRate: 8, onsetFrames: [11], frameCount: 4, audioSource: .wav))
        )
      ], expected: 1, minimumCoverage: 1)
    #expect(score.interval == nil)
    #expect(score.insight?.chance == nil)
    #expect(score.insight?.chanceObstacle == "shuffling takes at least two clips")
    #expect(score.insight?.shift?.gain == nil)
    #expect(score.warnings == [])
  }
}

struct BootstrapTests {
  @Test func theIntervalHoldsTheMean() {
    var random = SeededGenerator(seed: 3)
    for count in [2, 3, 10, 64] {
      for _ in 0..<5 {
        let values = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
        let mean = values.reduce(0, +) / Double(count)
        guard let interval = Bootstrap.interval(ofMeanOf: values) else {
          Issue.record("no interval of \(count) values")
          continue
        }
        #expect(interval.low < mean && mean < interval.high)
        #expect(interval.low >= (values.min() ?? 0) - 1e-12 && interval.high <= (values.max() ?? 1) + 1e-12)
        #expect(interval == Bootstrap.interval(ofMeanOf: values))
      }
    }
  }

  /// The half-width of a mean's interval is 1.96 standard errors, less the finite sample's share.
  @Test func theIntervalIsAsWideAsTheStandardErrorSays() throws {
    let values = (0..<100).map { Double($0 % 10) }
    let interval = try #require(Bootstrap.interval(ofMeanOf: values))
    let standardError = (8.25 / 100).squareRoot()
    #expect(abs((interval.high - interval.low) / 2 - 1.96 * standardError) < 0.02)
  }

  @Test func equalValuesHaveAnIntervalOfNoWidth() {
    let interval = Bootstrap.interval(ofMeanOf: [0.25, 0.25, 0.25])
    #expect(interval?.low == 0.25)
    #expect(interval?.high == 0.25)
  }

  @Test func fewerThanTwoValuesHaveNone() {
    #expect(Bootstrap.interval(ofMeanOf: []) == nil)
    #expect(Bootstrap.interval(ofMeanOf: [1]) == nil)
  }

  @Test func percentilesAreLinearBetweenNeighbours() {
    #expect(percentile(0, of: [1, 2, 4]) == 1)
    #expect(percentile(0.25, of: [1, 2, 4]) == 1.5)
    #expect(percentile(0.75, of: [1, 2, 4]) == 3)
    #expect(percentile(1, of: [1, 2, 4]) == 4)
    #expect(percentile(0.975, of: [7]) == 7)
  }
}

struct SplitMix64Tests {
  /// The generator's published test vector for seed 1234567.
  @Test func theSequenceIsThePublishedOne() {
    var random = SplitMix64(seed: 1_234_567)
    let drawn = (0..<3).map { _ in random.next() }
    #expect(drawn == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func indicesCoverTheirRangeEvenly() {
    var random = SplitMix64()
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7000 { counts[random.index(below: 7)] += 1 }
    #expect(counts.allSatisfy { (850...1150).contains($0) })
  }
}
