public import NumericKernels

/// The least Fréchet distance that means anything: how far apart two halves of the reference are.
///
/// A generator that draws from the reference's own distribution, and has as many samples as one half, scores about this.
public struct SplitHalfFloor: Sendable, Hashable {
  /// The median over the splits.
  public let median: Double
  /// The least of the splits.
  public let low: Double
  /// The largest of the splits.
  public let high: Double
  /// Samples in each half.
  public let halfCount: Int
  /// How often the set was split.
  public let splits: Int
  /// The seed that decides the splits.
  public let seed: Int

  /// Splits a set at random into halves of equal size (an odd sample is left out), several times, and measures each time.
  ///
  /// - Throws: `tooFewRows` for fewer than four samples, and what the distance throws.
  public init(
    of reference: FeatureMatrix, divisor: CovarianceDivisor, splits: Int = 10, seed: Int
  ) throws(DistanceError) {
    let half = reference.rows / 2
    guard half >= 2, splits > 0 else { throw .tooFewRows(count: reference.rows) }
    var random = SplitMix64(seed: seed)
    var values: [Double] = []
    for _ in 0..<splits {
      let chosen = random.subset(of: 2 * half, from: reference.rows)
      values.append(
        try FrechetDistance(
          .features(reference.selecting(chosen[..<half])), .features(reference.selecting(chosen[half...])),
          divisor: divisor
        ).value)
    }
    values.sort()
    median = percentile(0.5, of: values)
    (low, high) = (values[0], values[values.count - 1])
    halfCount = half
    self.splits = splits
    self.seed = seed
  }

  /// About how far apart two sets of the reference's distribution with so many samples are; nil where one is smaller than a
  /// half.
  ///
  /// The bias of the distance is proportional to 1/n1 + 1/n2 where there are many more samples than features, and falls more
  /// slowly where there are fewer, so this is rather too low.
  public func expected(counts first: Int, _ second: Int) -> Double? {
    guard min(first, second) >= halfCount else { return nil }
    return median * Double(halfCount) * (1 / Double(first) + 1 / Double(second)) / 2
  }
}

extension SplitMix64 {
  /// `count` different numbers below `bound`, in random order.
  mutating func subset(of count: Int, from bound: Int) -> [Int] {
    var numbers = Array(0..<bound)
    for place in 0..<count { numbers.swapAt(place, place + index(below: bound - place)) }
    return Array(numbers[..<count])
  }
}
