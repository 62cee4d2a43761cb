/// The Fréchet distance by the real part of scipy's matrix root.
///
/// scipy takes the root of the Schur form of S1 S2, whose trace is the sum of the roots of its eigenvalues. Where the product
/// is singular these are not 0 but some last bits of the largest, of either sign; the real part keeps the positive ones.
struct ScipyFrechet {
  let divisor: CovarianceDivisor

  func distance(_ left: SampleMoments, _ right: SampleMoments) throws(DistanceError) -> FrechetDistance {
    let order = left.dimensions
    let (leftTrace, rightTrace) = (left.trace(divisor), right.trace(divisor))
    try FrechetDistance.checkTraces(leftTrace, rightTrace)
    let product = try LinearAlgebra.product(
      left.covariance(divisor), right.covariance(divisor), rows: order, inner: order, columns: order)
    let values = try LinearAlgebra.schurEigenvalues(product, order: order)
    let root = zip(values.real, values.imaginary).reduce(0) { $0 + Self.realRoot($1.0, $1.1) }
    return FrechetDistance(
      meanTerm: FrechetDistance.squaredDistance(left.mean, right.mean), leftTrace: leftTrace, rightTrace: rightTrace,
      rootTrace: root, route: .convention)
  }

  /// The real part of the principal root of a complex number.
  static func realRoot(_ real: Double, _ imaginary: Double) -> Double {
    let modulus = (real * real + imaginary * imaginary).squareRoot()
    return max(0, (modulus + real) / 2).squareRoot()
  }
}
