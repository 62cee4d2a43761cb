public import NumericKernels

/// The distances between a generated and a reference set, and how sure they are.
public struct DistanceComparison: Sendable, Hashable {
  /// One of the two sets.
  public struct Side: Sendable, Hashable {
    /// The set.
    public let set: FeatureSet
    /// Numerical rank of its covariance, at most the number of features.
    public let rank: Int

    /// Whether some direction of the features does not vary in the set, so that its covariance is singular.
    public var isRankDeficient: Bool { rank < set.distribution.dimensions }
  }

  /// How a comparison is made.
  public struct Options: Sendable, Hashable {
    /// What covariances are divided by.
    public var divisor: CovarianceDivisor
    /// How the root is computed.
    public var convention: FrechetConvention
    /// How often halves are drawn for the intervals; nil for as many as stay quick, 0 for no interval and no floor.
    public var draws: Int?
    /// The seed of the draws.
    public var seed: Int

    /// Makes options; n - 1, exact, quick and the seed of all reports by default.
    public init(
      divisor: CovarianceDivisor = .sampleLessOne, convention: FrechetConvention = .exact, draws: Int? = nil,
      seed: Int? = nil
    ) {
      self.divisor = divisor
      self.convention = convention
      self.draws = draws
      self.seed = seed ?? SplitMix64.reportSeed
    }
  }

  /// What the distance depends on besides quality.
  public let identity: DistanceIdentity
  /// The generated set.
  public let generated: Side
  /// The reference.
  public let reference: Side
  /// The Fréchet distance, by the convention asked for.
  public let frechet: FrechetDistance
  /// The exact Fréchet distance; equal to `frechet` where that is asked for.
  public let exact: FrechetDistance
  /// The interval of `frechet`; nil where there is none.
  public let frechetInterval: ScoreInterval?
  /// The kernel distance; nil where one side has no features.
  public let kernel: KernelDistance?
  /// The interval of `kernel`; nil where there is none.
  public let kernelInterval: ScoreInterval?
  /// How far apart two halves of the reference are; nil where it cannot be known.
  public let floor: SplitHalfFloor?
  /// Why there is no interval or no floor; nil where both are there, or were not asked for.
  public let uncertainReason: String?

  /// Compares two sets.
  ///
  /// - Throws: what the distances throw; `widths` where the sets have different numbers of features.
  public init(
    generated: FeatureSet, reference: FeatureSet, options: Options = Options()
  ) throws(DistanceError) {
    let (left, right) = (generated.distribution, reference.distribution)
    identity = DistanceIdentity(
      features: reference.features ?? generated.features, dimensions: right.dimensions, generatedCount: left.count,
      referenceCount: right.count, referenceDigest: reference.digest, divisor: options.divisor,
      convention: options.convention)
    exact = try FrechetDistance(left, right, divisor: options.divisor)
    frechet =
      options.convention == .exact
      ? exact : try FrechetDistance(left, right, divisor: options.divisor, convention: options.convention)
    self.generated = Side(set: generated, rank: try CovarianceRank.rank(of: left))
    self.reference = Side(set: reference, rank: try CovarianceRank.rank(of: right))
    let doubt = try DistanceDoubt(generated: left, reference: right, options: options, frechet: frechet, exact: exact)
    (kernel, floor, uncertainReason) = (doubt.kernel, doubt.floor, doubt.reason)
    (frechetInterval, kernelInterval) = (doubt.frechetInterval, doubt.kernelInterval)
  }

  /// What a reader should know before trusting the distance.
  public var warnings: [String] {
    var warnings = [generated, reference].compactMap { side -> String? in
      let (count, dimensions) = (side.set.distribution.count, side.set.distribution.dimensions)
      guard side.isRankDeficient else { return nil }
      let cause = count <= dimensions ? ": \(count) samples cannot span \(dimensions) features" : ""
      return "the covariance of \(side.set.source) has rank \(side.rank) of \(dimensions)\(cause)"
    }
    let least = min(identity.generatedCount, identity.referenceCount)
    if least < Self.fewSamples {
      warnings.append(
        "\(least) samples: the Fréchet distance is biased upward at small counts, by much more than its interval; "
          + "compare only distances of equal counts")
    }
    if identity.generatedCount != identity.referenceCount {
      warnings.append(
        "the sets have different counts, \(identity.generatedCount) and \(identity.referenceCount); "
          + "published distances mostly have equal ones")
    }
    if let expectedFloor, frechet.value <= expectedFloor {
      warnings.append("two sets of the reference's own kind would be as far apart: the distance shows no difference")
    }
    if Self.departs(frechet, from: exact) {
      warnings.append(
        "the convention \(identity.convention.rawValue) departs from the exact distance \(exact.value): "
          + "its rule for small singular values, or single precision, decides the number")
    }
    return warnings
  }

  /// About how far apart two sets of the reference's distribution with these counts would be; nil where it is not known.
  public var expectedFloor: Double? {
    floor?.expected(counts: identity.generatedCount, identity.referenceCount)
  }

  /// Below so many samples a distance says more of their number than of their quality.
  public static let fewSamples = 256

  /// Whether a convention's value differs from the exact one by more than rounding.
  static func departs(_ frechet: FrechetDistance, from exact: FrechetDistance) -> Bool {
    abs(frechet.value - exact.value) > 1e-3 * (exact.leftTrace + exact.rightTrace)
  }
}
