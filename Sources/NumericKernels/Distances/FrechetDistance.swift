/// The Fréchet distance between two sets of features, each taken as a Gaussian:
/// |m1 - m2|² + tr S1 + tr S2 - 2 tr √(S1 S2).
///
/// It is 0 for equal sets up to rounding, which may leave it a little below 0, and it is biased upward for small sets.
public struct FrechetDistance: Sendable, Hashable {
  /// How the trace of the root was computed.
  public enum Route: String, Sendable, Hashable {
    /// As the nuclear norm of the cross-Gram matrix of the centred rows: exact where a covariance is singular.
    case crossGram = "cross-gram"
    /// From the eigenvalues of the rows' Gram matrix under the other set's covariance.
    case projection
    /// From the eigenvalues of L' S2 L with S1 = L L': for well-conditioned covariances.
    case eigenvalues
    /// As the nuclear norm of the product of both covariances' factors: for singular or ill-conditioned covariances.
    case factors
    /// By a reference implementation's own convention.
    case convention
  }

  /// The distance.
  public let value: Double
  /// |m1 - m2|².
  public let meanTerm: Double
  /// tr S1.
  public let leftTrace: Double
  /// tr S2.
  public let rightTrace: Double
  /// tr √(S1 S2).
  public let rootTrace: Double
  /// How `rootTrace` was computed.
  public let route: Route

  /// The distance between two sets.
  ///
  /// Both must have the same number of features and at least two samples.
  ///
  /// - Throws: `tooFewRows`, `widths`, `overflow`, and what the linear algebra throws.
  public init(
    _ left: FeatureDistribution, _ right: FeatureDistribution, divisor: CovarianceDivisor,
    convention: FrechetConvention = .exact
  ) throws(DistanceError) {
    guard left.dimensions == right.dimensions else {
      throw .widths(left: left.dimensions, right: right.dimensions)
    }
    for side in [left, right] where side.count < 2 { throw .tooFewRows(count: side.count) }
    switch convention {
    case .exact: self = try ExactFrechet(divisor: divisor).distance(left, right)
    case .scipy: self = try ScipyFrechet(divisor: divisor).distance(left.moments(), right.moments())
    case .tfgan: self = try TFGANFrechet(divisor: divisor).distance(left.moments(), right.moments())
    case .videogpt: self = try VideoGPTFrechet(divisor: divisor).distance(left, right)
    }
  }

  init(meanTerm: Double, leftTrace: Double, rightTrace: Double, rootTrace: Double, route: Route) {
    self.meanTerm = meanTerm
    self.leftTrace = leftTrace
    self.rightTrace = rightTrace
    self.rootTrace = rootTrace
    self.route = route
    value = meanTerm + (leftTrace + rightTrace) - 2 * rootTrace
  }

  /// The square of the distance between two means.
  static func squaredDistance(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  /// Throws where products of covariances with these traces could overflow.
  static func checkTraces(_ left: Double, _ right: Double) throws(DistanceError) {
    guard (left * right).isFinite, (left + right).isFinite else { throw .overflow }
  }
}
