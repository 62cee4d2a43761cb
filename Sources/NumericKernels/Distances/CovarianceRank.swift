/// How many directions a covariance knows anything about.
public enum CovarianceRank {
  /// The numerical rank of a set's covariance: at most n - 1, and without directions whose variance is rounding alone
  /// (below the largest times the number of features and the last bit, as NumPy's `matrix_rank` has it).
  ///
  /// - Throws: `tooFewRows`, `overflow`, and what the linear algebra throws.
  public static func rank(of distribution: FeatureDistribution) throws(DistanceError) -> Int {
    guard distribution.count >= 2 else { throw .tooFewRows(count: distribution.count) }
    if case .features(let matrix) = distribution, matrix.rows <= matrix.columns {
      let rows = matrix.centred(by: matrix.columnMeans())
      let gram = try LinearAlgebra.crossProduct(rows, rows, rows: matrix.rows, matrix.rows, columns: matrix.columns)
      return try rank(ofSymmetric: gram, order: matrix.rows, count: matrix.rows, dimensions: matrix.columns)
    }
    let moments = try distribution.moments()
    return try rank(
      ofSymmetric: moments.scatter, order: moments.dimensions, count: moments.count, dimensions: moments.dimensions)
  }

  /// The rank that ascending eigenvalues of a covariance of `count` samples have.
  static func rank(ofAscending values: [Double], count: Int, dimensions: Int) -> Int {
    let largest = values.last ?? 0
    let least = largest * Double(dimensions) * .ulpOfOne
    let above = values.count - (values.firstIndex { $0 > least } ?? values.count)
    return min(above, count - 1)
  }

  private static func rank(
    ofSymmetric matrix: [Double], order: Int, count: Int, dimensions: Int
  ) throws(DistanceError) -> Int {
    var trace = 0.0
    for index in 0..<order { trace += matrix[index * (order + 1)] }
    guard trace.isFinite else { throw .overflow }
    let values = try LinearAlgebra.symmetricEigenvalues(matrix, order: order)
    return rank(ofAscending: values, count: count, dimensions: dimensions)
  }
}
