import TestSupport
import Testing

@testable import Scoring

struct ShiftCurveTests {
  private func curve(_ clips: [AlignedClip]) throws -> ShiftCurve {
    try #require(ShiftedSounds(clips: clips, value: InsightClips.value).curve())
  }

  @Test func offsetsAreHalfASecondEitherWay() {
    #expect(ShiftCurve.offsets.count == 41)
    #expect(ShiftCurve.offsets.first == -500 && ShiftCurve.offsets[20] == 0 && ShiftCurve.offsets.last == 500)
  }

  @Test func theScoreAtZeroIsTheScore() throws {
    let clips = InsightClips.synced(9, delay: 0.06)
    #expect(try curve(clips).points[20].value == InsightClips.mean(clips))
  }

  @Test(arguments: [-200, -75, 25, 150]) func movingTheSoundMovesTheCurve(milliseconds: Int) throws {
    // Events far from the ends, so that nothing leaves the clip at any of the offsets compared.
    let clips = InsightClips.synced(12).map { clip in
      let inside = clip.events.peaks.filter { 1 < $0 && $0 < 3 }
      return InsightClips.clip(clip.id, onsets: inside.map { $0 + 0.007 }, peaks: inside)
    }
    let moved = clips.map { clip in
      let onsets = clip.events.onsets.map { $0 + Double(milliseconds) / 1000 }
      return InsightClips.clip(clip.id, onsets: onsets, peaks: clip.events.peaks)
    }
    let (before, after) = (try curve(clips), try curve(moved))
    let steps = milliseconds / ShiftCurve.step
    for index in before.points.indices where after.points.indices.contains(index - steps) {
      #expect(before.points[index].value == after.points[index - steps].value)
    }
  }

  @Test func theBestOffsetIsTheDelayToWithinTheWindow() throws {
    let curve = try curve(InsightClips.synced(16, delay: 0.3))
    #expect((-425 ... -175).contains(curve.best.milliseconds))
    #expect((curve.best.value ?? 0) > 0.95)
  }

  @Test func equallyGoodOffsetsGiveTheNearestToZero() throws {
    let curve = try curve([InsightClips.clip("a", onsets: [2.01], peaks: [2])])
    #expect(curve.best.milliseconds == 0)
    let flat = try #require(
      ShiftedSounds(clips: [InsightClips.clip("a", onsets: [1], peaks: [2])], value: { _ in .value(0.5) }).curve())
    #expect(flat.best.milliseconds == 0)
  }

  @Test func onsetsThatLeaveTheClipAreDropped() throws {
    // Onsets at 0.1 s and 3.9 s of a clip of 4 s.
    let clip = InsightClips.clip("a", onsets: [0.1, 3.9], peaks: [2])
    let curve = try #require(
      ShiftedSounds(clips: [clip], value: { .value(Double($0.onsets.count)) }).curve())
    let counts = Dictionary(uniqueKeysWithValues: curve.points.map { ($0.milliseconds, $0.value) })
    #expect(counts[-125] == 1 && counts[-75] == 2 && counts[0] == 2 && counts[75] == 2 && counts[125] == 1)
  }

  @Test func soundLongerThanThePictureLosesNothingAtZero() throws {
    let clip = InsightClips.clip("a", onsets: [1, 4.5], peaks: [2])
    let curve = try #require(
      ShiftedSounds(clips: [clip], value: { .value(Double($0.onsets.count)) }).curve())
    #expect(curve.points[20].value == 2)
    #expect(curve.points[21].value == 1)
  }

  @Test(arguments: [(8.0, 125), (24.0, 50), (4.0, 250), (30.0, 50), (40.0, 25)])
  func theToleranceIsOneFrameInSteps(frameRate: Double, milliseconds: Int) throws {
    let clip = InsightClips.clip("a", onsets: [1], peaks: [1], frameRate: frameRate)
    #expect(try curve([clip]).tolerance == milliseconds)
  }

  @Test func aConstantDelayIsWarnedOf() {
    #expect(InsightClips.insight(InsightClips.synced(24)).warnings == [])
    let late = InsightClips.insight(InsightClips.synced(24, delay: 0.35)).warnings
    #expect(late.contains { $0.contains("earlier") && $0.contains("125 ms (one frame)") })
    let early = InsightClips.insight(InsightClips.synced(24, delay: -0.35)).warnings
    #expect(early.contains { $0.contains("later, which") })
  }

  @Test func oneClipIsNoReasonToWarn() {
    let insight = InsightClips.insight(InsightClips.synced(1, delay: 0.35))
    #expect((insight.shift?.best.milliseconds ?? 0) < -125)
    #expect(insight.warnings == [])
  }
}

struct DetectorCountsTests {
  private let clips = [
    InsightClips.clip("a", onsets: [0.05, 1], peaks: [1]), InsightClips.clip("b", onsets: [], peaks: [1, 2]),
    InsightClips.clip("c", onsets: [0.15], peaks: [], frameRate: 24),
  ]

  @Test func everythingIsCounted() {
    let counts = InsightClips.insight(clips, canonicalFrameRate: 8).detectors
    #expect(counts.clips == 3)
    #expect(counts.onsets == 3)
    #expect(counts.peaks == 3)
    #expect(counts.clipsWithoutOnsets == 1)
    #expect(counts.clipsWithoutPeaks == 1)
    #expect(counts.clipsWithEarlyOnset == 1)
    #expect(counts.frameRates.map(\.frameRate) == [8, 24])
    #expect(counts.frameRates.map(\.clips) == [2, 1])
    #expect(counts.clipsOfOtherFrameRate == 1)
  }

  @Test func otherFrameRatesAreWarnedOf() {
    let warnings = InsightClips.insight(clips, canonicalFrameRate: 8).warnings
    #expect(warnings.contains { $0.hasPrefix("1 of 3 clips have another frame rate than the track's 8") })
    #expect(warnings.contains { $0.hasPrefix("frame rates differ among the clips (8 to 24)") })
    let uniform = InsightClips.insight(Array(clips.prefix(2)), canonicalFrameRate: 4).warnings
    #expect(uniform.contains { $0.hasPrefix("2 of 2 clips have another frame rate than the track's 4") })
    #expect(!uniform.contains { $0.hasPrefix("frame rates differ") })
    #expect(InsightClips.insight(Array(clips.prefix(2)), canonicalFrameRate: 8).warnings == [])
  }
}

struct AlignmentTimelineTests {
  @Test func eventsKnowWhetherTheyMet() throws {
    let timeline = try #require(
      InsightClips.insight([InsightClips.clip("a", onsets: [1.05, 3], peaks: [1, 2])]).timelines.first)
    #expect(timeline.sample == "a")
    #expect(timeline.onsets.map(\.isMatched) == [true, false])
    #expect(timeline.peaks.map(\.isMatched) == [true, false])
    #expect(timeline.value == InsightClips.value(PeakMatch(onsets: [1.05, 3], peaks: [1, 2], frameRate: 8)).number)
  }

  @Test func ofALargeSetTheLowestTheMiddleAndTheHighestAreShown() {
    let clips = (0..<30).map { index in
      AlignedClip(
        id: "\(index + 10)", events: PeakMatch(onsets: [], peaks: [], frameRate: 8),
        value: .value(Double((index * 7) % 30)), flow: [])
    }
    let chosen = AlignmentTimeline.chosen(from: clips)
    #expect(chosen.compactMap(\.value).sorted() == [0, 1, 2, 3, 13, 14, 15, 16, 26, 27, 28, 29])
    #expect(chosen.map(\.sample) == chosen.map(\.sample).sorted())
    #expect(AlignmentTimeline.chosen(from: Array(clips.prefix(12))).count == 12)
  }

  @Test func clipsWithoutAValueAreNotShown() {
    let clip = AlignedClip(
      id: "a", events: PeakMatch(onsets: [], peaks: [], frameRate: 8), value: .unscored(reason: "neither"), flow: [])
    #expect(AlignmentTimeline.chosen(from: [clip]) == [])
  }
}
