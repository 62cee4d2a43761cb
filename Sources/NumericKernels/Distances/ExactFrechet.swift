/// The Fréchet distance in double precision, by whichever route is exact for the sets at hand.
struct ExactFrechet {
  /// Most of the traces' sum that rounding may cost the distance, by the bound of `roundingBound`.
  private static let tolerance = 1e-10

  let divisor: CovarianceDivisor

  func distance(_ left: FeatureDistribution, _ right: FeatureDistribution) throws(DistanceError) -> FrechetDistance {
    let dimensions = left.dimensions
    switch (left, right) {
    case (.features(let left), .features(let right))
    where min(left.rows, right.rows) < dimensions && max(left.rows, right.rows) <= 2 * dimensions:
      return try crossGram(left, right)
    case (.features(let rows), _) where rows.rows < dimensions && right.count > dimensions:
      return try projection(rows, right.moments()).distance
    case (_, .features(let rows)) where rows.rows < dimensions && left.count > dimensions:
      return try projection(rows, left.moments()).swapped
    default:
      return try covariances(left.moments(), right.moments())
    }
  }

  /// With centred rows A and B, tr √(A'A B'B) is the sum of the singular values of A B'.
  private func crossGram(_ left: FeatureMatrix, _ right: FeatureMatrix) throws(DistanceError) -> FrechetDistance {
    let (leftMean, rightMean) = (left.columnMeans(), right.columnMeans())
    let (leftRows, rightRows) = (left.centred(by: leftMean), right.centred(by: rightMean))
    let (leftDivisor, rightDivisor) = (divisor.value(for: left.rows), divisor.value(for: right.rows))
    let (leftTrace, rightTrace) = (sumOfSquares(leftRows) / leftDivisor, sumOfSquares(rightRows) / rightDivisor)
    try FrechetDistance.checkTraces(leftTrace, rightTrace)
    let gram = try LinearAlgebra.crossProduct(leftRows, rightRows, rows: left.rows, right.rows, columns: left.columns)
    let norm = try LinearAlgebra.nuclearNorm(gram, rows: left.rows, columns: right.rows)
    return FrechetDistance(
      meanTerm: FrechetDistance.squaredDistance(leftMean, rightMean), leftTrace: leftTrace, rightTrace: rightTrace,
      rootTrace: norm / (leftDivisor * rightDivisor).squareRoot(), route: .crossGram)
  }

  /// With centred rows A and a covariance S, tr √(A'A S) is the sum of the roots of the eigenvalues of A S A'.
  private func projection(
    _ matrix: FeatureMatrix, _ moments: SampleMoments
  ) throws(DistanceError) -> (distance: FrechetDistance, swapped: FrechetDistance) {
    let mean = matrix.columnMeans()
    let rows = matrix.centred(by: mean)
    let rowDivisor = divisor.value(for: matrix.rows)
    let (trace, otherTrace) = (sumOfSquares(rows) / rowDivisor, moments.trace(divisor))
    try FrechetDistance.checkTraces(trace, otherTrace)
    let projected = try LinearAlgebra.product(
      rows, moments.covariance(divisor), rows: matrix.rows, inner: matrix.columns, columns: matrix.columns)
    let gram = try LinearAlgebra.crossProduct(projected, rows, rows: matrix.rows, matrix.rows, columns: matrix.columns)
    // Centring has made one direction of the rows empty: its eigenvalue, the least, is rounding alone.
    let values = try LinearAlgebra.symmetricEigenvalues(gram, order: matrix.rows).dropFirst()
    let root = values.reduce(0) { $0 + max(0, $1).squareRoot() } / rowDivisor.squareRoot()
    let meanTerm = FrechetDistance.squaredDistance(mean, moments.mean)
    return (
      FrechetDistance(
        meanTerm: meanTerm, leftTrace: trace, rightTrace: otherTrace, rootTrace: root, route: .projection),
      FrechetDistance(
        meanTerm: meanTerm, leftTrace: otherTrace, rightTrace: trace, rootTrace: root, route: .projection)
    )
  }

  private func covariances(_ left: SampleMoments, _ right: SampleMoments) throws(DistanceError) -> FrechetDistance {
    let (leftTrace, rightTrace) = (left.trace(divisor), right.trace(divisor))
    try FrechetDistance.checkTraces(leftTrace, rightTrace)
    let (root, route) =
      if let root = try fullRankRoot(left, right) {
        (root, FrechetDistance.Route.eigenvalues)
      } else {
        (try factorRoot(left, right), FrechetDistance.Route.factors)
      }
    return FrechetDistance(
      meanTerm: FrechetDistance.squaredDistance(left.mean, right.mean), leftTrace: leftTrace, rightTrace: rightTrace,
      rootTrace: root, route: route)
  }

  /// tr √(S1 S2) from the eigenvalues of a product; nil where rounding could cost more than the tolerance.
  private func fullRankRoot(_ left: SampleMoments, _ right: SampleMoments) throws(DistanceError) -> Double? {
    guard min(left.count, right.count) > left.dimensions,
      let values = try LinearAlgebra.productEigenvalues(
        left.covariance(divisor), right.covariance(divisor), order: left.dimensions),
      roundingBound(values) <= Self.tolerance * (left.trace(divisor) + right.trace(divisor))
    else { return nil }
    return values.reduce(0) { $0 + max(0, $1).squareRoot() }
  }

  /// How far rounding may move the sum of the roots of eigenvalues that each carry an error of the largest one's last bit.
  private func roundingBound(_ ascending: [Double]) -> Double {
    let error = (ascending.last ?? 0) * .ulpOfOne
    return ascending.reduce(0) { $0 + error / max(2 * max(0, $1).squareRoot(), error.squareRoot()) }
  }

  /// With S1 = L1 L1' and S2 = L2 L2', tr √(S1 S2) is the sum of the singular values of L1' L2; no square is ever taken,
  /// so nothing is lost in small eigenvalues.
  private func factorRoot(_ left: SampleMoments, _ right: SampleMoments) throws(DistanceError) -> Double {
    let dimensions = left.dimensions
    let leftFactor = try factor(left)
    let rightFactor = try factor(right)
    let (leftRank, rightRank) = (leftFactor.count / dimensions, rightFactor.count / dimensions)
    guard leftRank > 0, rightRank > 0 else { return 0 }
    let product = try LinearAlgebra.crossProduct(
      leftFactor, rightFactor, rows: leftRank, rightRank, columns: dimensions)
    return try LinearAlgebra.nuclearNorm(product, rows: leftRank, columns: rightRank)
  }

  /// The transpose of L in S = L L', one row an eigenvector; eigenvalues that are rounding alone are left out.
  private func factor(_ moments: SampleMoments) throws(DistanceError) -> [Double] {
    let dimensions = moments.dimensions
    let (values, vectors) = try LinearAlgebra.symmetricEigenvectors(moments.covariance(divisor), order: dimensions)
    let rank = CovarianceRank.rank(ofAscending: values, count: moments.count, dimensions: dimensions)
    var factor = Array(vectors[(dimensions - rank) * dimensions..<dimensions * dimensions])
    for row in 0..<rank {
      let scale = values[dimensions - rank + row].squareRoot()
      for column in 0..<dimensions { factor[row * dimensions + column] *= scale }
    }
    return factor
  }

  private func sumOfSquares(_ values: [Double]) -> Double {
    values.withUnsafeBufferPointer { values in
      var lanes = SIMD8<Double>.zero
      var index = 0
      while index + 8 <= values.count {
        for lane in 0..<8 { lanes[lane] += values[index + lane] * values[index + lane] }
        index += 8
      }
      while index < values.count {
        lanes[0] += values[index] * values[index]
        index += 1
      }
      return lanes.sum()
    }
  }
}
