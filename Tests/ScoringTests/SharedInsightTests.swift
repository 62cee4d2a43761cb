import Features
import FoundationEssentials
import TestSupport
import Testing

@testable import Scoring

/// What AV-Align is worth, measured on 32 synthetic clips in perfect sync, from the reference's own flow and onsets.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct SharedInsightTests {
  private struct Detail: Decodable {
    let flow: [Double]
    let onset_frames: [Int]
  }

  private static func score() throws -> Score {
    let file = URL(filePath: try #require(TestData.shared) + "/av-align/reference/pinned_svg/detail.json")
    let details = try JSONDecoder().decode([String: Detail].self, from: Data(contentsOf: file))
    let samples = details.filter { $0.key.hasPrefix("clip_") }.map { name, detail in
      (
        id: name,
        outcome: AlignmentOutcome.trace(
          AlignmentTrace(
            flow: detail.flow, frameRate: 8, onsetFrames: detail.onset_frames, frameCount: detail.flow.count,
            audioSource: .wav))
      )
    }
    return AlignmentScoring.svg2024.score(samples: samples, expected: 32, minimumCoverage: 1, canonicalFrameRate: 8)
  }

  @Test func perfectSyncIsAboveChanceAndBestOneFrameLate() throws {
    let score = try Self.score()
    let value = try #require(score.value)
    let insight = try #require(score.insight)
    let chance = try #require(insight.chance)
    let shift = try #require(insight.shift)
    #expect(abs(value - 0.32) < 0.02)
    #expect(abs(chance.mean - 0.20) < 0.02)
    #expect(chance.pValue < 0.001)
    #expect((100...150).contains(shift.best.milliseconds))
    #expect(!shift.isOff)
    let interval = try #require(score.interval)
    #expect(interval.low < value && value < interval.high)
    // 0.040 at 64 clips, so sqrt 2 times as much at 32.
    #expect(abs((interval.high - interval.low) / 2 - 0.057) < 0.012)
    #expect(score.warnings == [])
  }

  @Test func theSameClipsGiveTheSameNumbers() throws {
    #expect(try Self.score().insight == Self.score().insight)
  }
}
