/// Features of a set of samples: one row a sample, one column a feature, all finite.
public struct FeatureMatrix: Sendable, Hashable {
  /// The precision that features were stored in; some references calculate in it.
  public enum Precision: String, Sendable, Hashable {
    /// 32 bits.
    case single = "float32"
    /// 64 bits.
    case double = "float64"
  }

  /// Number of samples; may be 0.
  public let rows: Int
  /// Number of features, at least 1.
  public let columns: Int
  /// The features, row by row.
  public let values: [Double]
  /// The precision that the features were stored in.
  public let precision: Precision

  /// Makes a matrix of `rows * columns` values, row by row.
  ///
  /// - Throws: `shape` where the number of values is another, `notFinite` for the first value that is NaN or infinite.
  public init(rows: Int, columns: Int, values: [Double], precision: Precision = .double) throws(DistanceError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns > 0, !overflow, count == values.count else {
      throw .shape(rows: rows, columns: columns, values: values.count)
    }
    guard Int32(exactly: rows) != nil, Int32(exactly: columns) != nil else {
      throw .tooLarge(rows: rows, columns: columns)
    }
    if let index = Self.firstNotFinite(values) {
      throw .notFinite(row: index / columns, column: index % columns, value: values[index])
    }
    self.init(checked: values, rows: rows, columns: columns, precision: precision)
  }

  private init(checked values: [Double], rows: Int, columns: Int, precision: Precision) {
    self.rows = rows
    self.columns = columns
    self.values = values
    self.precision = precision
  }

  /// The rows of the given indices, in that order; each index must be a row.
  public func selecting(_ indices: some Collection<Int>) -> FeatureMatrix {
    var selected: [Double] = []
    selected.reserveCapacity(indices.count * columns)
    for index in indices { selected.append(contentsOf: values[index * columns..<(index + 1) * columns]) }
    return FeatureMatrix(checked: selected, rows: indices.count, columns: columns, precision: precision)
  }

  /// The mean of each column; zeros where there is no row.
  func columnMeans() -> [Double] {
    var means = [Double](repeating: 0, count: columns)
    guard rows > 0 else { return means }
    values.withUnsafeBufferPointer { values in
      means.withUnsafeMutableBufferPointer { means in
        for row in 0..<rows {
          let start = row * columns
          for column in 0..<columns { means[column] += values[start + column] }
        }
        for column in 0..<columns { means[column] /= Double(rows) }
      }
    }
    return means
  }

  /// The values less `means`, row by row.
  func centred(by means: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: values.count) { centred, count in
      values.withUnsafeBufferPointer { values in
        means.withUnsafeBufferPointer { means in
          for row in 0..<rows {
            let start = row * columns
            for column in 0..<columns { centred[start + column] = values[start + column] - means[column] }
          }
        }
      }
      count = values.count
    }
  }

  private static func firstNotFinite(_ values: [Double]) -> Int? {
    // A sum of products with zero is NaN exactly where a value is not finite: one pass without a branch.
    let probe = values.withUnsafeBufferPointer { values in
      var lanes = SIMD8<Double>.zero
      var index = 0
      while index + 8 <= values.count {
        for lane in 0..<8 { lanes[lane] += values[index + lane] * 0 }
        index += 8
      }
      while index < values.count {
        lanes[0] += values[index] * 0
        index += 1
      }
      return lanes.sum()
    }
    return probe == 0 ? nil : values.firstIndex { !$0.isFinite }
  }
}
