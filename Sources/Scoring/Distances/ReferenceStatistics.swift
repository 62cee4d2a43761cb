public import Digests
public import NumericKernels

/// The statistics of a set of features that a distance needs, and what they are the statistics of.
public struct ReferenceStatistics: Sendable, Hashable {
  /// Count, mean and scatter.
  public let moments: SampleMoments
  /// The divisor of the covariance as it is written to a file; distances can be taken with either.
  public let divisor: CovarianceDivisor
  /// What made the features: an extractor's name; nil where nobody said.
  public let features: String?
  /// The digest of the features; nil where the statistics were made elsewhere.
  public let featuresDigest: SHA256Digest?
  /// The digest of the statistics themselves: count, mean, covariance.
  public let digest: SHA256Digest

  /// Makes statistics.
  public init(
    moments: SampleMoments, divisor: CovarianceDivisor, features: String?, featuresDigest: SHA256Digest?
  ) {
    self.moments = moments
    self.divisor = divisor
    self.features = features
    self.featuresDigest = featuresDigest
    digest = .ofNumbers([moments.count, moments.dimensions], moments.mean, moments.scatter)
  }
}

extension SHA256Digest {
  /// The digest of features: rows, columns and values in the precision they were stored in, in order of the rows, however a
  /// file lays them out.
  public static func of(_ matrix: FeatureMatrix) -> SHA256Digest {
    switch matrix.precision {
    case .double: ofNumbers([matrix.rows, matrix.columns, 64], matrix.values)
    case .single: ofNumbers([matrix.rows, matrix.columns, 32], matrix.values)
    }
  }

  /// The digest of whole numbers and floats, as 64 bits each, lowest byte first.
  fileprivate static func ofNumbers(_ counts: [Int], _ numbers: [Double]...) -> SHA256Digest {
    let digest = SHA256()
    digest.update(counts.flatMap { count in withUnsafeBytes(of: Int64(count).littleEndian) { Array($0) } })
    for numbers in numbers { numbers.withUnsafeBytes { digest.update($0) } }
    return digest.finish()
  }
}
