/// The percentile bootstrap of a mean: how much it would vary, had other clips of the same kind been drawn.
enum Bootstrap {
  /// How often the clips are drawn anew.
  static let resamples = 10_000
  /// The share of draws inside the interval.
  static let level = 0.95

  /// The interval of the mean of `values`; the same values in the same order give the same interval.
  ///
  /// - Returns: nil below two values, whose spread nobody knows.
  static func interval(ofMeanOf values: [Double]) -> ScoreInterval? {
    guard values.count > 1 else { return nil }
    let means = means(of: values).sorted()
    return ScoreInterval(
      level: level, low: percentile((1 - level) / 2, of: means), high: percentile((1 + level) / 2, of: means),
      method: "bootstrap by clip, percentile, \(resamples) resamples, seed \(SplitMix64.reportSeed)")
  }

  /// The means of all resamples.
  private static func means(of values: [Double]) -> [Double] {
    var random = SplitMix64()
    return values.withUnsafeBufferPointer { values in
      (0..<resamples).map { _ in
        var sum = 0.0
        for _ in 0..<values.count { sum += values[random.index(below: values.count)] }
        return sum / Double(values.count)
      }
    }
  }
}

/// The value below which the given share of `ascending` lies, linear between neighbours; `ascending` must not be empty.
func percentile(_ share: Double, of ascending: [Double]) -> Double {
  let place = share * Double(ascending.count - 1)
  let below = min(max(Int(place), 0), ascending.count - 1)
  let above = min(below + 1, ascending.count - 1)
  return ascending[below] + (place - Double(below)) * (ascending[above] - ascending[below])
}
