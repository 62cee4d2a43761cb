/// What the sum of squares is divided by to make a covariance.
public enum CovarianceDivisor: String, Sendable, Hashable, CaseIterable {
  /// n - 1: unbiased; NumPy's `cov`, the challenge's FAD, VideoGPT, SAVGBench.
  case sampleLessOne = "n-1"
  /// n: biased; StyleGAN-V.
  case sample = "n"

  /// The divisor for `count` rows.
  public func value(for count: Int) -> Double {
    switch self {
    case .sampleLessOne: Double(count - 1)
    case .sample: Double(count)
    }
  }
}

/// How many samples there were, their mean, and the sum of their squares about it.
///
/// Everything a Fréchet distance needs of a set, in memory that does not depend on the number of samples.
public struct SampleMoments: Sendable, Hashable {
  /// Number of samples, at least 2.
  public let count: Int
  /// Number of features.
  public let dimensions: Int
  /// The mean of each feature.
  public let mean: [Double]
  /// The sum of the products of deviations from the mean, `dimensions` x `dimensions`, symmetric.
  public let scatter: [Double]

  /// Makes moments from a mean and a covariance with the given divisor.
  ///
  /// The lower triangle of `covariance` is used for both.
  ///
  /// - Throws: `tooFewRows` for a count below 2, `shape` where the sizes do not fit, `notFinite` for a covariance (row and
  ///   column of it) or mean (row 0) that is not finite.
  public init(
    count: Int, mean: [Double], covariance: [Double], divisor: CovarianceDivisor
  ) throws(DistanceError) {
    let dimensions = mean.count
    guard count >= 2 else { throw .tooFewRows(count: count) }
    _ = try FeatureMatrix(rows: 1, columns: dimensions, values: mean)
    _ = try FeatureMatrix(rows: dimensions, columns: dimensions, values: covariance)
    let factor = divisor.value(for: count)
    self.init(
      count: count, mean: mean, lowerScatter: factor == 1 ? covariance : covariance.map { $0 * factor })
  }

  /// Makes moments whose sizes fit; the upper triangle of `lowerScatter` is overwritten with the lower.
  init(count: Int, mean: [Double], lowerScatter: [Double]) {
    self.count = count
    self.mean = mean
    dimensions = mean.count
    scatter = Self.symmetric(lowerScatter, order: mean.count)
  }

  /// The covariance, `dimensions` x `dimensions`, symmetric.
  public func covariance(_ divisor: CovarianceDivisor) -> [Double] {
    let factor = divisor.value(for: count)
    return scatter.map { $0 / factor }
  }

  /// The trace of the covariance.
  public func trace(_ divisor: CovarianceDivisor) -> Double {
    var sum = 0.0
    for index in 0..<dimensions { sum += scatter[index * (dimensions + 1)] }
    return sum / divisor.value(for: count)
  }

  private static func symmetric(_ lower: [Double], order: Int) -> [Double] {
    var matrix = lower
    matrix.withUnsafeMutableBufferPointer { matrix in
      for row in 0..<order {
        for column in 0..<row { matrix[column * order + row] = matrix[row * order + column] }
      }
    }
    return matrix
  }
}
