import CLAPACK

/// The routines of OpenBLAS as functions over arrays; matrices are row by row.
enum LinearAlgebra {
  /// OpenBLAS' description of itself and of the processor it calculates for; nil where it cannot be opened.
  static var libraryDescription: String? {
    genlock_lapack_open() == 0 ? String(cString: genlock_lapack_description()) : nil
  }

  /// `left` (m x k) times the transpose of `right` (n x k): m x n.
  static func crossProduct(
    _ left: [Double], _ right: [Double], rows m: Int, _ n: Int, columns k: Int
  ) throws(DistanceError) -> [Double] {
    var product = [Double](repeating: 0, count: m * n)
    try check(
      genlock_cross_product(Int32(m), Int32(n), Int32(k), left, right, &product), "dgemm")
    return product
  }

  /// `left` (m x k) times the transpose of `right` (n x k) in single precision: m x n.
  static func crossProduct(
    _ left: [Float], _ right: [Float], rows m: Int, _ n: Int, columns k: Int
  ) throws(DistanceError) -> [Float] {
    var product = [Float](repeating: 0, count: m * n)
    try check(
      genlock_cross_product_float(Int32(m), Int32(n), Int32(k), left, right, &product), "sgemm")
    return product
  }

  /// `left` (m x k) times `right` (k x n): m x n.
  static func product(
    _ left: [Double], _ right: [Double], rows m: Int, inner k: Int, columns n: Int
  ) throws(DistanceError) -> [Double] {
    var product = [Double](repeating: 0, count: m * n)
    try check(genlock_product(Int32(m), Int32(n), Int32(k), left, right, &product), "dgemm")
    return product
  }

  /// `left` (m x k) times `right` (k x n) in single precision: m x n.
  static func product(
    _ left: [Float], _ right: [Float], rows m: Int, inner k: Int, columns n: Int
  ) throws(DistanceError) -> [Float] {
    var product = [Float](repeating: 0, count: m * n)
    try check(genlock_product_float(Int32(m), Int32(n), Int32(k), left, right, &product), "sgemm")
    return product
  }

  /// Adds the transpose of `rows` times `rows` to the lower triangle of `scatter`.
  static func addScatter(
    of rows: UnsafeBufferPointer<Double>, columns: Int, to scatter: inout [Double]
  ) throws(DistanceError) {
    guard let base = rows.baseAddress, rows.count >= columns else { return }
    try check(genlock_add_scatter(Int32(rows.count / columns), Int32(columns), base, &scatter), "dsyrk")
  }

  /// Ascending eigenvalues of a symmetric matrix.
  static func symmetricEigenvalues(_ matrix: [Double], order: Int) throws(DistanceError) -> [Double] {
    var matrix = matrix
    var values = [Double](repeating: 0, count: order)
    try check(genlock_symmetric_eigenvalues(Int32(order), &matrix, &values, 0), "dsyevd")
    return values
  }

  /// Ascending eigenvalues of a symmetric matrix, and their vectors in the rows of a matrix.
  static func symmetricEigenvectors(
    _ matrix: [Double], order: Int
  ) throws(DistanceError) -> (values: [Double], vectors: [Double]) {
    var matrix = matrix
    var values = [Double](repeating: 0, count: order)
    try check(genlock_symmetric_eigenvalues(Int32(order), &matrix, &values, 1), "dsyevd")
    return (values, matrix)
  }

  /// Ascending eigenvalues of the product of two symmetric matrices; nil where `left` is not positive definite.
  static func productEigenvalues(
    _ left: [Double], _ right: [Double], order: Int
  ) throws(DistanceError) -> [Double]? {
    var left = left
    var right = right
    var values = [Double](repeating: 0, count: order)
    let code = genlock_product_eigenvalues(Int32(order), &left, &right, &values)
    if code > 0 { return nil }
    try check(code, "dpotrf")
    return values
  }

  /// The sum of the singular values of a matrix of `rows` x `columns`; 0 where it is empty.
  static func nuclearNorm(_ matrix: [Double], rows: Int, columns: Int) throws(DistanceError) -> Double {
    guard rows > 0, columns > 0 else { return 0 }
    var matrix = matrix
    var values = [Double](repeating: 0, count: min(rows, columns))
    try check(genlock_singular_values(Int32(rows), Int32(columns), &matrix, &values), "dgesdd")
    return values.reduce(0, +)
  }

  /// The singular value decomposition of a square matrix: u (columns), values, v (rows).
  static func decompose(
    _ matrix: [Double], order: Int
  ) throws(DistanceError) -> (u: [Double], values: [Double], v: [Double]) {
    var (matrix, values) = (matrix, [Double](repeating: 0, count: order))
    var u = [Double](repeating: 0, count: order * order)
    var v = u
    try check(genlock_decompose(Int32(order), &matrix, &values, &u, &v), "dgesdd")
    return (u, values, v)
  }

  /// The singular value decomposition of a square matrix in single precision: u (columns), values, v (rows).
  static func decompose(
    _ matrix: [Float], order: Int
  ) throws(DistanceError) -> (u: [Float], values: [Float], v: [Float]) {
    var (matrix, values) = (matrix, [Float](repeating: 0, count: order))
    var u = [Float](repeating: 0, count: order * order)
    var v = u
    try check(genlock_decompose_float(Int32(order), &matrix, &values, &u, &v), "sgesdd")
    return (u, values, v)
  }

  /// The eigenvalues of a general matrix, from its Schur form.
  static func schurEigenvalues(
    _ matrix: [Double], order: Int
  ) throws(DistanceError) -> (real: [Double], imaginary: [Double]) {
    var matrix = matrix
    var real = [Double](repeating: 0, count: order)
    var imaginary = real
    try check(genlock_schur_eigenvalues(Int32(order), &matrix, &real, &imaginary), "dgees")
    return (real, imaginary)
  }

  private static func check(_ code: Int32, _ routine: String) throws(DistanceError) {
    switch code {
    case 0: return
    case Int32(GENLOCK_LAPACK_UNAVAILABLE): throw .libraryMissing(reason: String(cString: genlock_lapack_reason()))
    case Int32(GENLOCK_LAPACK_NO_MEMORY): throw .outOfMemory(routine: routine)
    default: throw .notConverged(routine: routine, info: Int(code))
    }
  }
}
