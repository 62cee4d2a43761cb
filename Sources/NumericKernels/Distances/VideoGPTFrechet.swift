/// The Fréchet distance of VideoGPT, MM-Diffusion and SAVGBench: TF-GAN's rule, everything in single precision.
///
/// The order of the steps is that of the reference, because in single precision it shows. With fewer samples than features
/// the reference's number changes with the version of LAPACK, by up to 1e-3 of the traces: each empty direction adds the
/// root of a rounding error. The exact distance is then the better one to report.
struct VideoGPTFrechet {
  let divisor: CovarianceDivisor

  /// Mean and covariance in single precision.
  private struct Moments {
    var mean: [Float]
    var covariance: [Float]
  }

  func distance(_ left: FeatureDistribution, _ right: FeatureDistribution) throws(DistanceError) -> FrechetDistance {
    let order = left.dimensions
    let (first, second) = (try moments(left), try moments(right))
    let (leftTrace, rightTrace) = (trace(first.covariance, order), trace(second.covariance, order))
    guard (leftTrace * rightTrace).isFinite else { throw .overflow }
    let root = try symmetricRoot(first.covariance, order)
    let inner = try LinearAlgebra.product(
      root, LinearAlgebra.product(second.covariance, root, rows: order, inner: order, columns: order),
      rows: order, inner: order, columns: order)
    let rootTrace = trace(try symmetricRoot(inner, order), order)
    let meanTerm = zip(first.mean, second.mean).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let sum = trace(zip(first.covariance, second.covariance).map { $0 + $1 }, order)
    return FrechetDistance(
      single: (sum - 2 * rootTrace) + meanTerm, meanTerm: meanTerm, leftTrace: leftTrace, rightTrace: rightTrace,
      rootTrace: rootTrace)
  }

  private func symmetricRoot(_ matrix: [Float], _ order: Int) throws(DistanceError) -> [Float] {
    let parts = try LinearAlgebra.decompose(matrix, order: order)
    let roots = parts.values.map { $0 < Float(TFGANFrechet.least) ? $0 : $0.squareRoot() }
    let scaled = parts.u.indices.map { parts.u[$0] * roots[$0 % order] }
    return try LinearAlgebra.product(scaled, parts.v, rows: order, inner: order, columns: order)
  }

  private func moments(_ distribution: FeatureDistribution) throws(DistanceError) -> Moments {
    switch distribution {
    case .moments(let moments):
      return Moments(mean: moments.mean.map { Float($0) }, covariance: moments.covariance(divisor).map { Float($0) })
    case .features(let matrix):
      let (rows, columns) = (matrix.rows, matrix.columns)
      let mean = matrix.columnMeans().map { Float($0) }
      var transposed = [Float](repeating: 0, count: rows * columns)
      for row in 0..<rows {
        for column in 0..<columns {
          transposed[column * rows + row] = Float(matrix.values[row * columns + column]) - mean[column]
        }
      }
      let scatter = try LinearAlgebra.crossProduct(transposed, transposed, rows: columns, columns, columns: rows)
      let factor = Float(1 / divisor.value(for: rows))
      return Moments(mean: mean, covariance: scatter.map { $0 * factor })
    }
  }

  // The reference's trace adds in double precision and rounds once.
  private func trace(_ matrix: [Float], _ order: Int) -> Float {
    var sum = 0.0
    for index in 0..<order { sum += Double(matrix[index * (order + 1)]) }
    return Float(sum)
  }
}

extension FrechetDistance {
  /// A distance whose parts were computed, and summed, in single precision.
  fileprivate init(single value: Float, meanTerm: Float, leftTrace: Float, rightTrace: Float, rootTrace: Float) {
    self.value = Double(value)
    self.meanTerm = Double(meanTerm)
    self.leftTrace = Double(leftTrace)
    self.rightTrace = Double(rightTrace)
    self.rootTrace = Double(rootTrace)
    route = .convention
  }
}
