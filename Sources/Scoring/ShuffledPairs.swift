/// Scores a set whose sounds were dealt out anew, over many shuffles in which no clip keeps its own.
struct ShuffledPairs {
  /// The clips' onsets and peaks, in an order that does not depend on how they were read.
  let clips: [PeakMatch]
  /// The flavour's value of onsets and peaks.
  let value: (PeakMatch) -> SampleScore

  /// Up to this many clips every pair is valued once and kept (4 MB at most); beyond, pairs are valued as they come,
  /// and there are fewer shuffles, since the means of so many clips differ little.
  private static let mostTabulated = 500

  /// Shuffles drawn where there are too many to take all.
  private var draws: Int { clips.count <= Self.mostTabulated ? 10_000 : 1000 }

  /// The chance level; nil below two clips, and where no shuffled pair has a value.
  func chance() -> ChanceLevel? {
    guard clips.count > 1 else { return nil }
    let table = clips.count <= Self.mostTabulated ? PairTable(clips.count, value: pairValue) : nil
    let score: ([Int]) -> Double? = { order in table?.mean(order) ?? mean(order) }
    let isExhaustive = clips.count <= Derangements.mostEnumerated
    let scores = (isExhaustive ? allScores(score) : drawnScores(score)).sorted()
    guard !scores.isEmpty, let own = mean(Array(clips.indices)) else { return nil }
    // Sums of the same values in another order differ in their last digits.
    let asHigh = scores.count { $0 >= own - 1e-12 }
    return ChanceLevel(
      mean: scores.reduce(0, +) / Double(scores.count),
      low: percentile((1 - Bootstrap.level) / 2, of: scores), high: percentile((1 + Bootstrap.level) / 2, of: scores),
      shuffles: scores.count, isExhaustive: isExhaustive, pValue: Double(asHigh + 1) / Double(scores.count + 1))
  }

  private func allScores(_ score: ([Int]) -> Double?) -> [Double] {
    Derangements.all(of: clips.count).compactMap(score)
  }

  private func drawnScores(_ score: ([Int]) -> Double?) -> [Double] {
    var random = SplitMix64()
    var order = Array(clips.indices)
    return (0..<draws).compactMap { _ in
      Derangements.shuffle(&order, using: &random)
      return score(order)
    }
  }

  /// The mean over the pairs that have a value; `order` gives each picture its sound.
  private func mean(_ order: [Int]) -> Double? {
    var sum = 0.0
    var scored = 0
    for (video, audio) in order.enumerated() {
      guard let value = pairValue(audio: audio, video: video) else { continue }
      sum += value
      scored += 1
    }
    return scored > 0 ? sum / Double(scored) : nil
  }

  /// The sound of one clip against the picture of another: the window is that of the picture's frame rate.
  private func pairValue(audio: Int, video: Int) -> Double? {
    var pair = clips[video]
    pair.onsets = clips[audio].onsets
    return value(pair).number
  }
}

/// The values of all pairs of sound and picture of a set.
private struct PairTable {
  private var values: [Double] = []
  /// 1 for a pair that has a value, else 0.
  private var weights: [Double] = []
  private let count: Int

  init(_ count: Int, value: (_ audio: Int, _ video: Int) -> Double?) {
    self.count = count
    values.reserveCapacity(count * count)
    weights.reserveCapacity(count * count)
    for video in 0..<count {
      for audio in 0..<count {
        let found = value(audio, video)
        values.append(found ?? 0)
        weights.append(found == nil ? 0 : 1)
      }
    }
  }

  /// The mean over the pairs of `order` that have a value; nil where none has.
  func mean(_ order: [Int]) -> Double? {
    var sum = 0.0
    var scored = 0.0
    for video in 0..<count {
      let place = video * count + order[video]
      sum += values[place]
      scored += weights[place]
    }
    return scored > 0 ? sum / scored : nil
  }
}

extension SampleScore {
  /// The value; nil where there is none.
  var number: Double? {
    if case .value(let number) = self { number } else { nil }
  }
}
