public import Digests
public import Features
public import NumericKernels

/// A set of features, or their statistics, as it was read from a file.
public struct FeatureSet: Sendable, Hashable {
  /// The file, as it was named.
  public let source: String
  /// The features or their moments.
  public let distribution: FeatureDistribution
  /// What made the features; nil where nobody said.
  public let features: String?
  /// The digest of the features, or of the statistics where these were made elsewhere.
  public let digest: SHA256Digest
  /// The divisor that statistics were written with; nil for features.
  public let storedDivisor: CovarianceDivisor?

  /// A set of features in memory.
  public init(source: String, matrix: FeatureMatrix, features: String?) {
    self.source = source
    distribution = .features(matrix)
    self.features = features
    digest = .of(matrix)
    storedDivisor = nil
  }

  /// Statistics in memory.
  public init(source: String, statistics: ReferenceStatistics) {
    self.source = source
    distribution = .moments(statistics.moments)
    features = statistics.features
    digest = statistics.featuresDigest ?? statistics.digest
    storedDivisor = statistics.divisor
  }

  /// Reads features (`.npy`) or statistics (`.npz`); the content decides, not the name.
  ///
  /// - Parameter features: what made them, where the file does not say.
  /// - Throws: what is wrong with the file. Nothing in it is executed.
  public init(readingFrom path: String, features: String? = nil) throws(FeatureFileError) {
    if let features { try FeatureName.check(features) }
    let bytes = try RegularFile.bytes(of: path)
    let read: Result<FeatureSet, FeatureFileError> = bytes.withUnsafeBytes { bytes in
      Result { () throws(FeatureFileError) in try Self.parse(bytes, source: path, features: features) }
    }
    self = try read.get()
  }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer, source: String, features: String?
  ) throws(FeatureFileError) -> FeatureSet {
    if bytes.starts(with: NPYHeader.magic) {
      return FeatureSet(source: source, matrix: try FeatureMatrix(npy: bytes), features: features)
    }
    guard bytes.starts(with: Array("PK".utf8)) else { throw .unknownKind }
    let statistics = try StatisticsArchive.statistics(in: bytes)
    return FeatureSet(
      source: source,
      statistics: ReferenceStatistics(
        moments: statistics.moments, divisor: statistics.divisor, features: statistics.features ?? features,
        featuresDigest: statistics.featuresDigest))
  }

  /// The set's statistics for export, with the covariance divided as asked.
  ///
  /// - Throws: `tooFewRows` for fewer than two samples.
  public func statistics(divisor: CovarianceDivisor) throws(DistanceError) -> ReferenceStatistics {
    ReferenceStatistics(
      moments: try distribution.moments(), divisor: divisor, features: features, featuresDigest: digest)
  }
}
