/// What a set scores by chance: the same clips, each with the sound of another.
public struct ChanceLevel: Sendable, Hashable {
  /// The mean score over the shuffles.
  public var mean: Double
  /// The lower end of the middle 95 % of the shuffles' scores.
  public var low: Double
  /// The upper end.
  public var high: Double
  /// How many shuffles were scored.
  public var shuffles: Int
  /// Whether these are all the shuffles there are, as with up to seven clips, rather than a seeded draw.
  public var isExhaustive: Bool
  /// One-sided p-value: the share of shuffles that score as high as the set itself, or higher, the set counted among
  /// them. In (0, 1]; it cannot be below 1 / (shuffles + 1).
  public var pValue: Double

  /// Makes a chance level.
  public init(mean: Double, low: Double, high: Double, shuffles: Int, isExhaustive: Bool, pValue: Double) {
    self.mean = mean
    self.low = low
    self.high = high
    self.shuffles = shuffles
    self.isExhaustive = isExhaustive
    self.pValue = pValue
  }

  /// The least p-value that so many shuffles can give.
  public var leastPValue: Double { 1 / Double(shuffles + 1) }
}
