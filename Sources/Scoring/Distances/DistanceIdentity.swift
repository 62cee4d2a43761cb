public import Digests
public import NumericKernels

/// Everything besides the samples' quality that a distance between a generated and a reference set depends on.
public struct DistanceIdentity: Sendable, Hashable {
  /// What made the features; nil where nobody said.
  public var features: String?
  /// Number of features.
  public var dimensions: Int
  /// Samples generated.
  public var generatedCount: Int
  /// Samples of the reference.
  public var referenceCount: Int
  /// The digest of the reference's features.
  public var referenceDigest: SHA256Digest
  /// What covariances are divided by.
  public var divisor: CovarianceDivisor
  /// How the root is computed.
  public var convention: FrechetConvention

  /// Makes an identity.
  public init(
    features: String?, dimensions: Int, generatedCount: Int, referenceCount: Int, referenceDigest: SHA256Digest,
    divisor: CovarianceDivisor, convention: FrechetConvention
  ) {
    self.features = features
    self.dimensions = dimensions
    self.generatedCount = generatedCount
    self.referenceCount = referenceCount
    self.referenceDigest = referenceDigest
    self.divisor = divisor
    self.convention = convention
  }

  /// Why the distances of two runs must not be compared; empty where they may be.
  ///
  /// The bias of a Fréchet distance falls with the number of samples, so the run with more samples would win.
  public func obstacles(toComparingWith other: DistanceIdentity) -> [ComparisonObstacle] {
    var obstacles: [ComparisonObstacle] = []
    if generatedCount != other.generatedCount {
      obstacles.append(.generatedCounts(generatedCount, other.generatedCount))
    }
    if referenceCount != other.referenceCount {
      obstacles.append(.referenceCounts(referenceCount, other.referenceCount))
    } else if referenceDigest != other.referenceDigest {
      obstacles.append(.references(referenceDigest, other.referenceDigest))
    }
    if let features, let theirs = other.features, features != theirs {
      obstacles.append(.features(features, theirs))
    }
    if dimensions != other.dimensions { obstacles.append(.dimensions(dimensions, other.dimensions)) }
    if divisor != other.divisor { obstacles.append(.divisors(divisor, other.divisor)) }
    if convention != other.convention { obstacles.append(.conventions(convention, other.convention)) }
    return obstacles
  }
}

/// Why two distances must not be compared.
public enum ComparisonObstacle: Sendable, Hashable, CustomStringConvertible {
  /// Different numbers of generated samples.
  case generatedCounts(Int, Int)
  /// Different numbers of reference samples.
  case referenceCounts(Int, Int)
  /// Different references of the same number of samples.
  case references(SHA256Digest, SHA256Digest)
  /// Features of different extractors.
  case features(String, String)
  /// Different numbers of features.
  case dimensions(Int, Int)
  /// Different divisors.
  case divisors(CovarianceDivisor, CovarianceDivisor)
  /// Different conventions.
  case conventions(FrechetConvention, FrechetConvention)

  /// What differs and why it matters, in one sentence.
  public var description: String {
    switch self {
    case .generatedCounts(let left, let right):
      "\(left) and \(right) generated samples: the distance falls with their number alone, so take as many of each"
    case .referenceCounts(let left, let right):
      "\(left) and \(right) reference samples: the distance falls with their number alone"
    case .references(let left, let right):
      "different references (\(left.hexadecimal.prefix(12)) and \(right.hexadecimal.prefix(12)))"
    case .features(let left, let right): "features of \(left) and of \(right)"
    case .dimensions(let left, let right): "\(left) and \(right) features a sample"
    case .divisors(let left, let right): "covariances divided by \(left.rawValue) and by \(right.rawValue)"
    case .conventions(let left, let right): "the conventions \(left.rawValue) and \(right.rawValue)"
    }
  }
}
