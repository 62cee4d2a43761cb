import NumericKernels
import Testing

@Suite("Covariance in one pass")
struct CovarianceTests {
  private static let columns = 5

  private static func rows(_ count: Int, offset: Double = 0) -> [[Double]] {
    let noise = SharedNoise.integers(seed: 3, count: count * columns)
    return (0..<count).map { row in (0..<columns).map { noise[row * columns + $0] / 16 + offset } }
  }

  /// Two passes with exact sums: the inputs are multiples of 1/16 and small, so no digit is lost.
  private static func expected(_ rows: [[Double]], _ divisor: CovarianceDivisor) -> [Double] {
    let count = Double(rows.count)
    let sums = (0..<columns).map { column in rows.reduce(0) { $0 + $1[column] } }
    return (0..<columns * columns).map { index in
      let (i, j) = (index / columns, index % columns)
      let products = rows.reduce(0) { $0 + $1[i] * $1[j] }
      return (products - sums[i] * sums[j] / count) / divisor.value(for: rows.count)
    }
  }

  @Test("equals the two-pass covariance for any number of rows", arguments: [2, 3, 127, 128, 129, 400])
  func batches(count: Int) throws {
    let rows = Self.rows(count)
    var accumulator = try CovarianceAccumulator(dimensions: Self.columns)
    for row in rows { try accumulator.add(row) }
    #expect(accumulator.count == count)
    let moments = try accumulator.moments()
    #expect(moments.count == count)
    for divisor in CovarianceDivisor.allCases {
      for (ours, expected) in zip(moments.covariance(divisor), Self.expected(rows, divisor)) {
        #expect(abs(ours - expected) < 1e-11)
      }
    }
  }

  @Test("keeps its digits under a large common offset, where a sum of squares loses all of them")
  func stability() throws {
    var plain = try CovarianceAccumulator(dimensions: Self.columns)
    var moved = plain
    let offset = 1_073_741_824.0
    for row in Self.rows(300) { try plain.add(row) }
    for row in Self.rows(300, offset: offset) { try moved.add(row) }
    let pairs = zip(try plain.moments().covariance(.sample), try moved.moments().covariance(.sample))
    for (plain, moved) in pairs { #expect(abs(plain - moved) < 1e-6) }
    let naive = Self.expected(Self.rows(300, offset: offset), .sample)
    #expect(zip(try plain.moments().covariance(.sample), naive).contains { abs($0 - $1) > 1 })
  }

  @Test("parts can be merged in any way, empty ones too", arguments: [0, 1, 50, 128, 200, 299, 300])
  func merging(split: Int) throws {
    let rows = Self.rows(300)
    let whole = try Self.accumulate(rows[...])
    var first = try Self.accumulate(rows[..<split])
    try first.merge(Self.accumulate(rows[split...]))
    #expect(first.count == 300)
    try Self.expectEqual(first, whole)
    var second = try Self.accumulate(rows[split...])
    try second.merge(Self.accumulate(rows[..<split]))
    try Self.expectEqual(second, whole)
    let wide = try CovarianceAccumulator(dimensions: Self.columns + 1)
    #expect(throws: DistanceError.widths(left: Self.columns, right: Self.columns + 1)) { try first.merge(wide) }
  }

  @Test("rows and matrices can be mixed")
  func mixing() throws {
    let rows = Self.rows(260)
    var mixed = try Self.accumulate(rows[..<100])
    try mixed.add(FeatureMatrix(rows: 150, columns: Self.columns, values: rows[100..<250].flatMap { $0 }))
    for row in rows[250...] { try mixed.add(row) }
    try Self.expectEqual(mixed, Self.accumulate(rows[...]))
  }

  @Test("an accumulator goes on after its moments were taken")
  func goingOn() throws {
    let rows = Self.rows(200)
    var accumulator = try Self.accumulate(rows[..<90])
    _ = try accumulator.moments()
    for row in rows[90...] { try accumulator.add(row) }
    try Self.expectEqual(accumulator, Self.accumulate(rows[...]))
  }

  @Test("rank counts the directions that vary", arguments: DistanceReference.shared.cases)
  func rank(given: DistanceReference.Case) throws {
    let (left, _) = try given.sets()
    #expect(try CovarianceRank.rank(of: .features(left)) == given.rank)
    #expect(try CovarianceRank.rank(of: .moments(SampleMoments(of: left))) == given.rank)
  }

  private static func accumulate(_ rows: ArraySlice<[Double]>) throws -> CovarianceAccumulator {
    var accumulator = try CovarianceAccumulator(dimensions: columns)
    for row in rows { try accumulator.add(row) }
    return accumulator
  }

  private static func expectEqual(_ left: CovarianceAccumulator, _ right: CovarianceAccumulator) throws {
    let (left, right) = (try left.moments(), try right.moments())
    #expect(left.count == right.count)
    for (left, right) in zip(left.mean, right.mean) { #expect(abs(left - right) < 1e-11) }
    for (left, right) in zip(left.covariance(.sample), right.covariance(.sample)) {
      #expect(abs(left - right) < 1e-10)
    }
  }
}
