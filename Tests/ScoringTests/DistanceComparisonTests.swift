import Digests
import NumericKernels
import Scoring
import TestSupport
import Testing

@Suite("How sure a distance is")
struct DistanceComparisonTests {
  /// Samples of one distribution: neighbours that depend on each other, of falling size.
  static func sample(_ rows: Int, _ columns: Int, seed: UInt64, shift: Double = 0) throws -> FeatureMatrix {
    var random = SeededGenerator(seed: seed)
    var values: [Double] = []
    for _ in 0..<rows {
      var last = 0.0
      for column in 0..<columns {
        let noise = (0..<6).reduce(0) { sum, _ in sum + Double.random(in: -1...1, using: &random) }
        last = (noise + last / 2 + shift) / Double(1 + column).squareRoot()
        values.append(last)
      }
    }
    return try FeatureMatrix(rows: rows, columns: columns, values: values)
  }

  static func set(_ matrix: FeatureMatrix, _ name: String) -> FeatureSet {
    FeatureSet(source: name, matrix: matrix, features: "test")
  }

  static func comparison(
    _ left: FeatureMatrix, _ right: FeatureMatrix, _ options: DistanceComparison.Options = .init()
  ) throws -> DistanceComparison {
    try DistanceComparison(generated: set(left, "gen"), reference: set(right, "ref"), options: options)
  }

  @Test("counts, ranks and warnings at few samples")
  func fewSamples() throws {
    let found = try Self.comparison(Self.sample(30, 40, seed: 1), Self.sample(50, 40, seed: 2))
    #expect(found.generated.rank == 29 && found.generated.isRankDeficient)
    #expect(found.reference.rank == 40 && !found.reference.isRankDeficient)
    #expect(found.identity.generatedCount == 30 && found.identity.referenceCount == 50)
    #expect(found.warnings.contains { $0.contains("gen has rank 29 of 40: 30 samples cannot span 40 features") })
    #expect(!found.warnings.contains { $0.contains("ref has rank") })
    #expect(found.warnings.contains { $0.hasPrefix("30 samples: ") })
    #expect(found.warnings.contains { $0.contains("different counts, 30 and 50") })
  }

  @Test("no warning of few samples from 256 on", arguments: [255, 256])
  func threshold(count: Int) throws {
    let found = try Self.comparison(
      Self.sample(count, 4, seed: 3, shift: 3), Self.sample(count, 4, seed: 4), .init(draws: 0))
    #expect(found.warnings.isEmpty == (count == 256), "\(found.warnings)")
  }

  @Test("rank says that a feature never changes, however many samples there are")
  func constantFeature() throws {
    let matrix = try Self.sample(60, 3, seed: 5)
    let values = matrix.values.indices.map { $0 % 3 == 1 ? 2.5 : matrix.values[$0] }
    let found = try Self.comparison(FeatureMatrix(rows: 60, columns: 3, values: values), matrix)
    #expect(found.generated.rank == 2)
    #expect(found.warnings.contains("the covariance of gen has rank 2 of 3"))
  }

  @Test("two sets of one distribution are told to show no difference; two different ones are not")
  func floor() throws {
    let reference = try Self.sample(200, 20, seed: 6)
    var silent = 0
    for seed in UInt64(10)..<20 {
      let same = try Self.comparison(Self.sample(200, 20, seed: seed), reference, .init(draws: 2))
      let expected = try #require(same.expectedFloor)
      #expect(abs(same.frechet.value - expected) < 0.8 * expected)
      silent += same.warnings.contains { $0.contains("shows no difference") } ? 0 : 1
      let other = try Self.comparison(Self.sample(200, 20, seed: seed, shift: 2), reference, .init(draws: 2))
      #expect(!other.warnings.contains { $0.contains("shows no difference") })
    }
    // The distances of equal distributions scatter about the floor, so about half lie above it.
    #expect((1...9).contains(silent))
  }

  @Test("the floor is that of halves, decided by its seed, and scaled only where it may be")
  func halves() throws {
    let reference = try Self.sample(101, 5, seed: 7)
    let floor = try SplitHalfFloor(of: reference, divisor: .sample, splits: 5, seed: 1)
    #expect(try SplitHalfFloor(of: reference, divisor: .sample, splits: 5, seed: 1) == floor)
    #expect(try SplitHalfFloor(of: reference, divisor: .sample, splits: 5, seed: 2) != floor)
    #expect(floor.halfCount == 50 && floor.low <= floor.median && floor.median <= floor.high && floor.low > 0)
    #expect(floor.expected(counts: 50, 50) == floor.median)
    #expect(floor.expected(counts: 100, 100) == floor.median / 2)
    #expect(floor.expected(counts: 49, 100) == nil)
    #expect(throws: DistanceError.tooFewRows(count: 3)) {
      try SplitHalfFloor(of: Self.sample(3, 2, seed: 1), divisor: .sample, seed: 1)
    }
  }

  @Test("the interval is as wide as the distance varies between sets, or somewhat wider")
  func coverage() throws {
    let (rows, columns) = (120, 12)
    var values: [Double] = []
    var reaches: [Double] = []
    for seed in UInt64(0)..<40 {
      let left = try Self.sample(rows, columns, seed: 100 + 2 * seed, shift: 1)
      let right = try Self.sample(rows, columns, seed: 101 + 2 * seed)
      let value = try FrechetDistance(.features(left), .features(right), divisor: .sampleLessOne).value
      values.append(value)
      if seed < 10 {
        let interval = try HalfSampling(draws: 40, seed: 3).interval(around: value, left, right) {
          (left, right) throws(DistanceError) in
          try FrechetDistance(.features(left), .features(right), divisor: .sampleLessOne).value
        }
        reaches.append((interval.high - interval.low) / 2)
        #expect(interval.low < value && value < interval.high)
      }
    }
    let mean = values.reduce(0, +) / 40
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39).squareRoot()
    let reach = reaches.reduce(0, +) / Double(reaches.count)
    #expect((1.5 * spread...4 * spread).contains(reach), "\(reach) of \(spread)")
  }

  @Test("the seed decides the interval; none is made where it is not asked for or cannot be known")
  func intervals() throws {
    let (left, right) = (try Self.sample(20, 3, seed: 8), try Self.sample(20, 3, seed: 9))
    let first = try Self.comparison(left, right, .init(draws: 10, seed: 1))
    #expect(try Self.comparison(left, right, .init(draws: 10, seed: 1)) == first)
    #expect(try Self.comparison(left, right, .init(draws: 10, seed: 2)).frechetInterval != first.frechetInterval)
    #expect(first.frechetInterval?.method.contains("10 pairs of random halves") == true)
    let without = try Self.comparison(left, right, .init(draws: 0))
    #expect(without.frechetInterval == nil && without.floor == nil && without.uncertainReason == nil)
    #expect(without.frechet == first.frechet && without.kernel == first.kernel)
    let statistics = FeatureSet(
      source: "ref.npz", statistics: try Self.set(right, "ref").statistics(divisor: .sampleLessOne))
    let through = try DistanceComparison(generated: Self.set(left, "gen"), reference: statistics)
    #expect(through.frechetInterval == nil && through.kernel == nil && through.floor == nil)
    #expect(through.uncertainReason?.contains("statistics only") == true)
    let tiny = try Self.comparison(left.selecting([0, 1, 2]), right)
    #expect(tiny.frechetInterval == nil && tiny.uncertainReason?.contains("at least 4 samples") == true)
  }

  @Test("a convention that departs from the exact distance is told, and gets no interval")
  func departure() throws {
    let small = try [10, 11].map { seed in
      let matrix = try Self.sample(40, 6, seed: UInt64(seed))
      return try FeatureMatrix(rows: 40, columns: 6, values: matrix.values.map { $0 * 1e-5 })
    }
    let found = try Self.comparison(small[0], small[1], .init(convention: .tfgan))
    #expect(found.warnings.contains { $0.contains("departs from the exact distance") })
    #expect(found.frechetInterval == nil && found.frechet.value > found.exact.value)
    let exact = try Self.comparison(small[0], small[1])
    #expect(!exact.warnings.contains { $0.contains("departs") } && exact.frechetInterval != nil)
  }
}

@Suite("Comparing distances of two runs")
struct DistanceIdentityTests {
  private static let run = DistanceIdentity(
    features: "i3d", dimensions: 400, generatedCount: 96, referenceCount: 96, referenceDigest: .of("reference"),
    divisor: .sampleLessOne, convention: .exact)

  private static func changed(_ change: (inout DistanceIdentity) -> Void) -> DistanceIdentity {
    var other = run
    change(&other)
    return other
  }

  @Test("is allowed where only the samples differ")
  func allowed() {
    #expect(Self.run.obstacles(toComparingWith: Self.run).isEmpty)
    #expect(Self.run.obstacles(toComparingWith: Self.changed { $0.features = nil }).isEmpty)
  }

  @Test("is refused for different counts, and for everything else that moves the number")
  func refused() {
    let cases: [(DistanceIdentity, [ComparisonObstacle])] = [
      (Self.changed { $0.generatedCount = 95 }, [.generatedCounts(96, 95)]),
      (Self.changed { $0.referenceCount = 500 }, [.referenceCounts(96, 500)]),
      (Self.changed { $0.referenceDigest = .of("other") }, [.references(.of("reference"), .of("other"))]),
      (Self.changed { $0.features = "vggish" }, [.features("i3d", "vggish")]),
      (Self.changed { $0.dimensions = 128 }, [.dimensions(400, 128)]),
      (Self.changed { $0.divisor = .sample }, [.divisors(.sampleLessOne, .sample)]),
      (Self.changed { $0.convention = .videogpt }, [.conventions(.exact, .videogpt)]),
    ]
    for (other, expected) in cases {
      #expect(Self.run.obstacles(toComparingWith: other) == expected)
      #expect(expected.allSatisfy { !$0.description.isEmpty })
    }
    let both = Self.changed {
      $0.generatedCount = 10
      $0.divisor = .sample
    }
    #expect(Self.run.obstacles(toComparingWith: both).count == 2)
    #expect(ComparisonObstacle.generatedCounts(96, 95).description.hasPrefix("96 and 95 generated samples"))
  }
}
