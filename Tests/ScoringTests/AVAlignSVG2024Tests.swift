import Features
import TestSupport
import Testing

@testable import Scoring

/// The value of one clip, against numbers of the challenge's own script.
struct AVAlignSVG2024ValueTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var onsets: [Double]
    var peaks: [Double]
    var frameRate: Double = 8
    var value: Double
  }

  @Test(arguments: [
    Case(
      testDescription: "every onset has its peak", onsets: [20, 60, 100].map { $0 * 512 / 22050 },
      peaks: [0.5, 1.5, 2.25], value: 1),
    Case(testDescription: "one peak serves three onsets", onsets: [0.5, 0.55, 0.6], peaks: [0.5], value: 1),
    Case(
      testDescription: "a dense track is not rewarded", onsets: (1...11).map { Double($0) / 10 }, peaks: [0.5],
      frameRate: 4, value: 0.45454545454545453),
    Case(testDescription: "one frame away is too far", onsets: [0.625], peaks: [0.5], value: 0),
    Case(testDescription: "just under one frame away", onsets: [0.6249999], peaks: [0.5], value: 1),
    Case(testDescription: "no onsets", onsets: [], peaks: [0.5], value: 0),
    Case(testDescription: "no peaks", onsets: [0.5], peaks: [], value: 0),
    Case(testDescription: "neither", onsets: [], peaks: [], value: 0),
  ])
  func valuesAreTheReferences(example: Case) throws {
    let match = PeakMatch(onsets: example.onsets, peaks: example.peaks, frameRate: example.frameRate)
    #expect(abs(try #require(AlignmentFlavour.svg2024.value(match).number) - example.value) < 1e-12)
  }

  @Test func aTraceIsReadInFramesAndHops() {
    // Peaks at frames 2 and 5 of 8 a second; onsets at hops 11 (0.2554 s) and 40 (0.9288 s).
    let trace = AlignmentTrace(
      flow: [1, 1, 3, 0, 1, 2, 1], frameRate: 8, onsetFrames: [11, 40], frameCount: 7, audioSource: .wav)
    #expect(trace.peakTimes(leastFlow: nil) == [0.25, 0.625])
    #expect(trace.peakTimes(leastFlow: 2.5) == [0.25])
    let times: [Double] = [5632.0 / 22050, 20480.0 / 22050]
    #expect(Onsets(frames: [11, 40]).times == times)
    #expect(AlignmentScoring.svg2024.value(of: .trace(trace)) == .value(0.25 / 0.75))
  }

  @Test func adjustedScoresStayBetweenZeroAndOne() throws {
    var generator = SeededGenerator(seed: 2024)
    for _ in 0..<500 {
      let frames = Int.random(in: 2...40, using: &generator)
      let flow = (0..<frames).map { _ in Double.random(in: 0...3, using: &generator) }
      let onsets = (0..<172).filter { _ in Int.random(in: 0..<12, using: &generator) == 0 }
      let rate: Double = [4.0, 8.0, 24.0, 29.97].randomElement(using: &generator) ?? 8
      let trace = AlignmentTrace(
        flow: flow, frameRate: rate, onsetFrames: onsets, frameCount: flow.count, audioSource: .wav)
      let value = try #require(AlignmentScoring.svg2024.value(of: .trace(trace)).number)
      #expect((0...1).contains(value))
    }
  }
}

/// The score of a set.
struct AVAlignSVG2024ScoreTests {
  private static let aligned = AlignmentTrace(
    flow: [0, 0, 1, 0], frameRate: 8, onsetFrames: [11], frameCount: 4, audioSource: .wav)
  private static let silent = AlignmentTrace(
    flow: [0, 0, 1, 0], frameRate: 8, onsetFrames: [], frameCount: 4, audioSource: .wav)

  private static func score(
    _ outcomes: [AlignmentOutcome], expected: Int?, minimumCoverage: Double = 1
  ) -> Score {
    AlignmentScoring.svg2024.score(
      samples: outcomes.enumerated().map { ("\($0)", $1) }, expected: expected, minimumCoverage: minimumCoverage)
  }

  @Test func theValueIsTheMeanOverReadableClips() {
    let score = Self.score([.trace(Self.aligned), .trace(Self.silent), .unavailable(.tooFewFrames(1))], expected: 3)
    #expect(score.value == 0.5)
    #expect(score.coverage == Coverage(scored: 2, expected: 3))
    #expect(score.state == .partial)
    #expect(score.samples["0"] == .value(1))
    #expect(score.samples["1"] == .value(0))
    #expect(score.samples["2"] == .unscored(reason: "1 video frame decodes, optical flow needs 2"))
    #expect(score.id.description == "av-align@svg-2024")
    #expect(score.parity == .verified)
    #expect(score.direction == .higher)
    #expect(score.provenance["extractor"] == AlignmentExtractor.revision)
  }

  @Test func coverageDecidesBetweenCompleteAndPartial() {
    let clips: [AlignmentOutcome] = [.trace(Self.aligned), .trace(Self.aligned), .trace(Self.aligned)]
    #expect(Self.score(clips, expected: 3).state == .complete)
    #expect(Self.score(clips, expected: 4).state == .partial)
    #expect(Self.score(clips, expected: 4, minimumCoverage: 0.75).state == .complete)
    #expect(Self.score(clips, expected: nil).state == .complete)
    #expect(Self.score(clips, expected: nil).warnings.contains { $0.contains("coverage") })
  }

  @Test func audioOfTheMP4IsInTheIdentifier() {
    let other = AlignmentTrace(
      flow: Self.aligned.flow, frameRate: 8, onsetFrames: [11], frameCount: 4, audioSource: .mp4)
    let all = Self.score([.trace(other)], expected: 1)
    #expect(all.id.description == "av-align@svg-2024+mp4audio")
    #expect(all.parity == .verified)
    let some = Self.score([.trace(other), .trace(Self.aligned)], expected: 2)
    #expect(some.id.description == "av-align@svg-2024+mp4audio")
    #expect(some.provenance["audio"] == "mp4 and wav")
    #expect(some.warnings.count == 1)
  }

  @Test func nothingReadableIsUnscoredWithAReason() {
    let one = Self.score([.unavailable(.noAudio)], expected: 1)
    #expect(one.state == .unscored(reason: "no audio sample decodes"))
    #expect(one.value == nil)
    let two = Self.score([.unavailable(.noAudio), .unavailable(.tooFewFrames(0))], expected: 2)
    #expect(two.state == .unscored(reason: "no sample could be scored; the first: no audio sample decodes"))
    #expect(Self.score([], expected: 0).state == .unscored(reason: "no samples"))
  }

  @Test func theOrderOfSamplesDoesNotMatter() {
    let outcomes: [AlignmentOutcome] = [.trace(Self.aligned), .trace(Self.silent), .unavailable(.noFrameRate)]
    #expect(Self.score(outcomes, expected: 3).value == Self.score(outcomes.reversed(), expected: 3).value)
  }
}
