/// The Fréchet distance of TF-GAN: tr √(√S1 S2 √S1) with symmetric roots through singular values, in double precision.
struct TFGANFrechet {
  /// A singular value below this stands for its own root.
  static let least = 1e-10

  let divisor: CovarianceDivisor

  func distance(_ left: SampleMoments, _ right: SampleMoments) throws(DistanceError) -> FrechetDistance {
    let order = left.dimensions
    let (leftTrace, rightTrace) = (left.trace(divisor), right.trace(divisor))
    try FrechetDistance.checkTraces(leftTrace, rightTrace)
    let first = try LinearAlgebra.decompose(left.covariance(divisor), order: order)
    let root = try LinearAlgebra.product(
      scaled(first.u, first.values), first.v, rows: order, inner: order, columns: order)
    let inner = try LinearAlgebra.product(
      root,
      LinearAlgebra.product(right.covariance(divisor), root, rows: order, inner: order, columns: order),
      rows: order, inner: order, columns: order)
    let second = try LinearAlgebra.decompose(inner, order: order)
    let scaledU = scaled(second.u, second.values)
    var trace = 0.0
    for row in 0..<order {
      for inner in 0..<order { trace += scaledU[row * order + inner] * second.v[inner * order + row] }
    }
    return FrechetDistance(
      meanTerm: FrechetDistance.squaredDistance(left.mean, right.mean), leftTrace: leftTrace, rightTrace: rightTrace,
      rootTrace: trace, route: .convention)
  }

  /// The columns of `u`, each times the root of its singular value.
  private func scaled(_ u: [Double], _ values: [Double]) -> [Double] {
    let roots = values.map { $0 < Self.least ? $0 : $0.squareRoot() }
    return u.indices.map { u[$0] * roots[$0 % roots.count] }
  }
}
