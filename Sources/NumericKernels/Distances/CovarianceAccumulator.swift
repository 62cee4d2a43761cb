/// Mean and covariance of rows that arrive one by one, in one pass and in memory that does not grow with their number.
///
/// Rows are gathered into batches. A batch is centred about its own mean before it is squared, and joined by the formula
/// of Chan, Golub and LeVeque, so a large common offset costs no digits. Two accumulators over parts of a set can be merged.
public struct CovarianceAccumulator: Sendable {
  private static let batchRows = 128

  /// Number of features a row.
  public let dimensions: Int
  private var joined = 0
  private var mean: [Double]
  private var scatter: [Double]
  private var batch: [Double] = []

  /// Starts with no rows.
  ///
  /// - Throws: `shape` for no features, `tooLarge` where a matrix of `dimensions` squared cannot be indexed.
  public init(dimensions: Int) throws(DistanceError) {
    guard dimensions > 0 else { throw .shape(rows: 0, columns: dimensions, values: 0) }
    guard dimensions <= 46_340 else { throw .tooLarge(rows: dimensions, columns: dimensions) }
    self.dimensions = dimensions
    mean = [Double](repeating: 0, count: dimensions)
    scatter = [Double](repeating: 0, count: dimensions * dimensions)
  }

  /// Number of rows so far.
  public var count: Int { joined + batch.count / dimensions }

  /// Adds a row.
  ///
  /// - Throws: `widths` for a row of another length; `notFinite` for the first feature that is not, with the row's number
  ///   in the order of arrival. The row is then not added.
  public mutating func add(_ row: [Double]) throws(DistanceError) {
    guard row.count == dimensions else { throw .widths(left: dimensions, right: row.count) }
    if let column = row.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: count, column: column, value: row[column])
    }
    batch.append(contentsOf: row)
    if batch.count >= Self.batchRows * dimensions { try joinBatch() }
  }

  /// Adds all rows of a matrix.
  ///
  /// - Throws: `widths` where its rows have another length.
  public mutating func add(_ matrix: FeatureMatrix) throws(DistanceError) {
    guard matrix.columns == dimensions else { throw .widths(left: dimensions, right: matrix.columns) }
    var start = 0
    while start < matrix.rows {
      let end = min(matrix.rows, start + max(1, Self.batchRows - batch.count / dimensions))
      batch.append(contentsOf: matrix.values[start * dimensions..<end * dimensions])
      if batch.count >= Self.batchRows * dimensions { try joinBatch() }
      start = end
    }
  }

  /// Adds everything another accumulator has seen.
  ///
  /// - Throws: `widths` where its rows have another length.
  public mutating func merge(_ other: CovarianceAccumulator) throws(DistanceError) {
    guard other.dimensions == dimensions else { throw .widths(left: dimensions, right: other.dimensions) }
    var other = other
    try other.joinBatch()
    try joinBatch()
    guard other.joined > 0 else { return }
    for index in scatter.indices { scatter[index] += other.scatter[index] }
    join(mean: other.mean, count: other.joined)
  }

  /// The moments of all rows so far.
  ///
  /// - Throws: `tooFewRows` where there are fewer than two.
  public func moments() throws(DistanceError) -> SampleMoments {
    guard count >= 2 else { throw .tooFewRows(count: count) }
    var last = self
    try last.joinBatch()
    return SampleMoments(count: last.joined, mean: last.mean, lowerScatter: last.scatter)
  }

  private mutating func joinBatch() throws(DistanceError) {
    let rows = batch.count / dimensions
    guard rows > 0 else { return }
    let matrix = try FeatureMatrix(rows: rows, columns: dimensions, values: batch)
    let batchMean = matrix.columnMeans()
    try Self.addScatter(of: matrix.centred(by: batchMean), columns: dimensions, to: &scatter)
    join(mean: batchMean, count: rows)
    batch.removeAll(keepingCapacity: true)
  }

  /// Moves the mean, and adds the spread between the two means to the scatter.
  private mutating func join(mean other: [Double], count: Int) {
    let total = joined + count
    let share = Double(count) / Double(total)
    let weight = Double(joined) * share
    var shift = [Double](repeating: 0, count: dimensions)
    for index in shift.indices {
      shift[index] = other[index] - mean[index]
      mean[index] += shift[index] * share
    }
    if weight > 0 {
      shift.withUnsafeBufferPointer { shift in
        scatter.withUnsafeMutableBufferPointer { scatter in
          for row in 0..<dimensions {
            let factor = weight * shift[row]
            for column in 0...row { scatter[row * dimensions + column] += factor * shift[column] }
          }
        }
      }
    }
    joined = total
  }

  private static func addScatter(
    of rows: [Double], columns: Int, to scatter: inout [Double]
  ) throws(DistanceError) {
    try rows.withUnsafeBufferPointer { (rows) throws(DistanceError) in
      try LinearAlgebra.addScatter(of: rows, columns: columns, to: &scatter)
    }
  }
}

extension SampleMoments {
  /// The moments of a matrix' rows.
  ///
  /// - Throws: `tooFewRows` where there are fewer than two.
  public init(of matrix: FeatureMatrix) throws(DistanceError) {
    var accumulator = try CovarianceAccumulator(dimensions: matrix.columns)
    try accumulator.add(matrix)
    self = try accumulator.moments()
  }
}
