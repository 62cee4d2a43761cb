import Glibc

/// The kernel distance (KVD): the squared maximum mean discrepancy under a polynomial kernel, unbiased.
///
/// (Σ Kxx - tr Kxx) / (m (m - 1)) + (Σ Kyy - tr Kyy) / (n (n - 1)) - 2 Σ Kxy / (m n) with K(x, y) = (γ x·y + c)^degree over
/// all pairs: no subsets, no factor. It is unbiased, so it can be below 0, and it varies much between small sets.
public struct KernelDistance: Sendable, Hashable {
  /// The kernel; the defaults are scikit-learn's `polynomial_kernel`, which SAVGBench and MM-Diffusion use.
  public struct Kernel: Sendable, Hashable {
    /// The exponent.
    public var degree: Int
    /// The factor of the scalar product; nil for 1 over the number of features.
    public var gamma: Double?
    /// The constant term.
    public var constant: Double

    /// Makes a kernel; degree 3, γ = 1 / features and constant 1 by default.
    public init(degree: Int = 3, gamma: Double? = nil, constant: Double = 1) {
      self.degree = degree
      self.gamma = gamma
      self.constant = constant
    }
  }

  /// The distance.
  public let value: Double
  /// The precision that the kernel's values were computed in.
  public let precision: FeatureMatrix.Precision

  private static let blockRows = 256

  /// The distance between two sets, of the same number of features and at least two samples each.
  ///
  /// Kernel values are single precision where both sets are, as scikit-learn's are; sums are double.
  ///
  /// - Throws: `tooFewRows`, `widths`, `overflow`, and what the linear algebra throws.
  public init(_ left: FeatureMatrix, _ right: FeatureMatrix, kernel: Kernel = Kernel()) throws(DistanceError) {
    guard left.columns == right.columns else { throw .widths(left: left.columns, right: right.columns) }
    for side in [left, right] where side.rows < 2 { throw .tooFewRows(count: side.rows) }
    precision = left.precision == .single && right.precision == .single ? .single : .double
    let (m, n) = (Double(left.rows), Double(right.rows))
    let leftSum = try Self.sums(left, left, kernel, precision)
    let rightSum = try Self.sums(right, right, kernel, precision)
    let cross = try Self.sums(left, right, kernel, precision)
    value =
      (leftSum.all - leftSum.diagonal) / (m * (m - 1)) + (rightSum.all - rightSum.diagonal) / (n * (n - 1))
      - 2 * (cross.all / (m * n))
    guard value.isFinite else { throw .overflow }
  }

  /// The sums of all and of the diagonal kernel values, in blocks of rows so that memory stays bounded.
  private static func sums(
    _ left: FeatureMatrix, _ right: FeatureMatrix, _ kernel: Kernel, _ precision: FeatureMatrix.Precision
  ) throws(DistanceError) -> (all: Double, diagonal: Double) {
    let columns = left.columns
    let gamma = kernel.gamma ?? 1 / Double(columns)
    let rightSingle = precision == .single ? right.values.map { Float($0) } : []
    var (all, diagonal) = (0.0, 0.0)
    for start in stride(from: 0, to: left.rows, by: blockRows) {
      let rows = min(blockRows, left.rows - start)
      let block = Array(left.values[start * columns..<(start + rows) * columns])
      let values: [Double]
      switch precision {
      case .single:
        let products = try LinearAlgebra.crossProduct(
          block.map { Float($0) }, rightSingle, rows: rows, right.rows, columns: columns)
        values = products.map { power($0 * Float(gamma) + Float(kernel.constant), kernel.degree) }
      case .double:
        let products = try LinearAlgebra.crossProduct(
          block, right.values, rows: rows, right.rows, columns: columns)
        values = products.map { power($0 * gamma + kernel.constant, kernel.degree) }
      }
      all += values.reduce(0, +)
      for row in 0..<rows where start + row < right.rows { diagonal += values[row * right.rows + start + row] }
    }
    return (all, diagonal)
  }

  /// A power in double precision, rounded to single.
  private static func power(_ base: Float, _ degree: Int) -> Double { Double(Float(power(Double(base), degree))) }

  private static func power(_ base: Double, _ degree: Int) -> Double { pow(base, Double(degree)) }
}
