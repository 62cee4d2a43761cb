/// What is known of the features of a set: the features themselves, or their moments.
public enum FeatureDistribution: Sendable, Hashable {
  /// One row a sample.
  case features(FeatureMatrix)
  /// Count, mean and covariance, for example of an exported reference.
  case moments(SampleMoments)

  /// Number of samples.
  public var count: Int {
    switch self {
    case .features(let matrix): matrix.rows
    case .moments(let moments): moments.count
    }
  }

  /// Number of features.
  public var dimensions: Int {
    switch self {
    case .features(let matrix): matrix.columns
    case .moments(let moments): moments.dimensions
    }
  }

  /// The features; nil where only moments are known.
  public var features: FeatureMatrix? {
    if case .features(let matrix) = self { matrix } else { nil }
  }

  /// The moments, computed where features are given.
  ///
  /// - Throws: `tooFewRows` where there are fewer than two rows.
  public func moments() throws(DistanceError) -> SampleMoments {
    switch self {
    case .features(let matrix): try SampleMoments(of: matrix)
    case .moments(let moments): moments
    }
  }
}
