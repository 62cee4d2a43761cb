import TestSupport
import Testing

@testable import Scoring

struct DerangementsTests {
  @Test(arguments: [(0, 1), (1, 0), (2, 1), (3, 2), (4, 9), (5, 44), (6, 265), (7, 1854)])
  func thereAreAsManyAsTheSubfactorial(count: Int, expected: Int) {
    let all = Derangements.all(of: count)
    #expect(all.count == expected)
    #expect(Set(all).count == expected)
    #expect(all.allSatisfy { isDerangement($0) })
  }

  @Test(arguments: [2, 3, 9, 100]) func shufflesLeaveNothingInItsPlace(count: Int) {
    var random = SplitMix64()
    var order = Array(0..<count)
    for _ in 0..<200 {
      Derangements.shuffle(&order, using: &random)
      #expect(isDerangement(order))
    }
  }

  @Test func allDerangementsAreEquallyLikely() {
    var random = SplitMix64()
    var order = Array(0..<4)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<9000 {
      Derangements.shuffle(&order, using: &random)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 9)
    #expect(counts.values.allSatisfy { (880...1120).contains($0) })
  }

  private func isDerangement(_ order: [Int]) -> Bool {
    order.sorted() == Array(order.indices) && order.enumerated().allSatisfy { $0.offset != $0.element }
  }
}

struct ChanceLevelTests {
  @Test func twoClipsHaveOneShuffle() throws {
    // Each clip's onset is on its own peak and far from the other's.
    let clips = [
      InsightClips.clip("a", onsets: [1], peaks: [1]), InsightClips.clip("b", onsets: [2], peaks: [2]),
    ]
    let chance = try #require(InsightClips.insight(clips).chance)
    #expect(chance == ChanceLevel(mean: 0, low: 0, high: 0, shuffles: 1, isExhaustive: true, pValue: 0.5))
  }

  @Test func threeClipsByHand() throws {
    // The sound of a fits the picture of b and back; c fits nothing but itself. Both derangements keep one of the
    // two pairs: 1/3 each.
    let clips = [
      InsightClips.clip("a", onsets: [1], peaks: [1]), InsightClips.clip("b", onsets: [1], peaks: [1]),
      InsightClips.clip("c", onsets: [3], peaks: [3]),
    ]
    let chance = try #require(InsightClips.insight(clips).chance)
    #expect(chance.shuffles == 2)
    #expect(abs(chance.mean - 1.0 / 3) < 1e-15)
    #expect(chance.pValue == 1.0 / 3)
  }

  @Test(arguments: [2, 5, 8, 12]) func identicalClipsScoreByChanceWhatTheyScore(count: Int) throws {
    let one = InsightClips.synced(1, delay: 0.1)[0]
    let clips = (0..<count).map { AlignedClip(id: "\($0 + 10)", events: one.events, value: one.value, flow: one.flow) }
    let chance = try #require(InsightClips.insight(clips).chance)
    let own = try #require(one.value.number)
    for number in [chance.mean, chance.low, chance.high] { #expect(abs(number - own) < 1e-12) }
    #expect(chance.pValue == 1)
  }

  @Test func syncedClipsAreFarAboveChance() throws {
    let clips = InsightClips.synced(24)
    let insight = InsightClips.insight(clips)
    let chance = try #require(insight.chance)
    #expect(InsightClips.mean(clips) > chance.high)
    #expect(chance.low < chance.mean && chance.mean < chance.high)
    #expect(chance.pValue == chance.leastPValue)
    #expect(chance.shuffles == 10_000)
    #expect(insight.warnings == [])
  }

  @Test func clipsWithTheSoundOfAnotherAreNotAboveChance() throws {
    let synced = InsightClips.synced(24)
    let shuffled = synced.indices.map { index in
      let other = synced[(index + 1) % synced.count]
      return InsightClips.clip(synced[index].id, onsets: other.events.onsets, peaks: synced[index].events.peaks)
    }
    let insight = InsightClips.insight(shuffled)
    #expect((insight.chance?.pValue ?? 0) > 0.05)
    #expect(insight.warnings.contains { $0.hasPrefix("the score is not above chance") })
  }

  /// Beyond the table's size pairs are valued as they come. Whoever gets which sound, all sounds are dealt out.
  @Test func largeSetsAreScoredWithoutATable() throws {
    let clips = InsightClips.synced(501).map(\.events)
    let chance = try #require(ShuffledPairs(clips: clips, value: { .value(Double($0.onsets.count)) }).chance())
    let expected = clips.map { Double($0.onsets.count) }.reduce(0, +) / 501
    #expect(abs(chance.mean - expected) < 1e-9)
    #expect(chance.shuffles == 1000)
  }

  @Test func pairsWithoutAValueAreLeftOut() throws {
    // Only a pair whose sound and picture both have something has a value.
    let clips = [
      InsightClips.clip("a", onsets: [], peaks: [1]), InsightClips.clip("b", onsets: [1], peaks: []),
      InsightClips.clip("c", onsets: [1], peaks: [1]),
    ]
    let value: (PeakMatch) -> SampleScore = {
      $0.onsets.isEmpty || $0.peaks.isEmpty ? .unscored(reason: "empty") : .value(0.5)
    }
    let chance = try #require(ShuffledPairs(clips: clips.map(\.events), value: value).chance())
    #expect(chance.mean == 0.5)
    let none = ShuffledPairs(clips: clips.map(\.events), value: { _ in .unscored(reason: "never") })
    #expect(none.chance() == nil)
  }
}
