/// Why a distance between two sets of features has no value.
public enum DistanceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A feature is NaN or infinite; rows and columns count from 0.
  case notFinite(row: Int, column: Int, value: Double)
  /// A covariance needs at least two rows.
  case tooFewRows(count: Int)
  /// The sets have features of different length.
  case widths(left: Int, right: Int)
  /// The number of values is not rows times columns, or one of these is negative, or there are no columns.
  case shape(rows: Int, columns: Int, values: Int)
  /// More rows or columns than the linear algebra can index (32 bits).
  case tooLarge(rows: Int, columns: Int)
  /// The features are finite, but so large that their squares are not.
  case overflow
  /// OpenBLAS cannot be opened, with the loader's reason.
  case libraryMissing(reason: String)
  /// No memory for a routine's working space.
  case outOfMemory(routine: String)
  /// A LAPACK routine failed, with its `info`.
  case notConverged(routine: String, info: Int)

  /// What is wrong, where and what to do, in one sentence.
  public var description: String {
    switch self {
    case .notFinite(let row, let column, let value):
      "feature \(column) of row \(row) is \(value); a distance needs finite features, so leave that sample out or mend it"
    case .tooFewRows(let count):
      "\(count == 1 ? "1 row is" : "\(count) rows are") too few; a covariance needs at least 2"
    case .widths(let left, let right):
      "the sets have features of different length, \(left) and \(right); both must come from one extractor"
    case .shape(let rows, let columns, let values):
      "\(values) values do not make \(rows) rows of \(columns) features"
    case .tooLarge(let rows, let columns):
      "\(rows) rows of \(columns) features are more than the linear algebra can index"
    case .overflow: "the features are so large that their products are not finite; scale them down"
    case .libraryMissing(let reason):
      "OpenBLAS cannot be opened (\(reason)); install it (Debian package libopenblas0)"
    case .outOfMemory(let routine): "there is no memory for \(routine)"
    case .notConverged(let routine, let info): "\(routine) did not converge (info \(info))"
    }
  }
}
