import NumericKernels
import Testing

@Suite("Features that make no distance")
struct FeatureMatrixTests {
  @Test("NaN or infinite: the row and the column are named", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) throws {
    for (row, column) in [(0, 0), (3, 7), (6, 10), (2, 5)] {
      var values = [Double](repeating: 1, count: 7 * 11)
      values[row * 11 + column] = value
      let error = #expect(throws: DistanceError.self) { try FeatureMatrix(rows: 7, columns: 11, values: values) }
      let text = try #require(error).description
      #expect(text.contains("feature \(column) of row \(row) is"), "\(text)")
      var accumulator = try CovarianceAccumulator(dimensions: 11)
      for index in 0..<row { try accumulator.add(Array(values[index * 11..<(index + 1) * 11])) }
      let streamed = #expect(throws: DistanceError.self) {
        try accumulator.add(Array(values[row * 11..<(row + 1) * 11]))
      }
      #expect(try #require(streamed).description == text)
      #expect(accumulator.count == row)
    }
  }

  @Test("fewer than two rows, another length, a size that does not fit")
  func sizes() throws {
    let one = try FeatureMatrix(rows: 1, columns: 2, values: [1, 2])
    let two = try FeatureMatrix(rows: 2, columns: 2, values: [1, 2, 3, 4])
    let wide = try FeatureMatrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    for convention in FrechetConvention.allCases {
      #expect(throws: DistanceError.tooFewRows(count: 1)) {
        try FrechetDistance(.features(one), .features(two), divisor: .sample, convention: convention)
      }
      #expect(throws: DistanceError.widths(left: 2, right: 3)) {
        try FrechetDistance(.features(two), .features(wide), divisor: .sample, convention: convention)
      }
    }
    #expect(throws: DistanceError.tooFewRows(count: 1)) { try KernelDistance(two, one) }
    #expect(throws: DistanceError.widths(left: 3, right: 2)) { try KernelDistance(wide, two) }
    #expect(throws: DistanceError.tooFewRows(count: 1)) { try SampleMoments(of: one) }
    #expect(throws: DistanceError.shape(rows: 2, columns: 2, values: 3)) {
      try FeatureMatrix(rows: 2, columns: 2, values: [1, 2, 3])
    }
    #expect(throws: DistanceError.self) { try FeatureMatrix(rows: 0, columns: 0, values: []) }
    #expect(throws: DistanceError.self) { try FeatureMatrix(rows: .max, columns: 2, values: []) }
    #expect(throws: DistanceError.self) { try FeatureMatrix(rows: -1, columns: -1, values: [1]) }
  }

  @Test("finite, but too large to square", arguments: FrechetConvention.allCases)
  func overflow(convention: FrechetConvention) throws {
    let small = try FeatureMatrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 9, 6])
    for scale in [1e200, 1e100, 1.7e308] {
      let huge = try FeatureMatrix(rows: 3, columns: 2, values: [1, -0.2, -1, 0.4, 0.9, 0.6].map { $0 * scale })
      #expect(throws: DistanceError.overflow) {
        try FrechetDistance(.features(huge), .features(huge), divisor: .sample, convention: convention)
      }
      #expect(throws: DistanceError.overflow) { try KernelDistance(huge, small) }
    }
  }

  @Test("moments are checked as features are")
  func moments() throws {
    #expect(throws: DistanceError.tooFewRows(count: 1)) {
      try SampleMoments(count: 1, mean: [1], covariance: [1], divisor: .sample)
    }
    #expect(throws: DistanceError.shape(rows: 2, columns: 2, values: 3)) {
      try SampleMoments(count: 5, mean: [1, 2], covariance: [1, 2, 3], divisor: .sample)
    }
    let error = #expect(throws: DistanceError.self) {
      try SampleMoments(count: 5, mean: [1, 2], covariance: [1, 2, .nan, 3], divisor: .sample)
    }
    #expect(try #require(error).description.contains("feature 0 of row 1"))
  }
}
