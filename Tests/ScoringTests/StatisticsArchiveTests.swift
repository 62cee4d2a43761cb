import Digests
import Features
import Glibc
import NumericKernels
import Scoring
import TestSupport
import Testing

@Suite("Exported statistics")
struct StatisticsArchiveTests {
  static func matrix(
    rows: Int = 40, columns: Int = 6, seed: UInt64 = 1, _ precision: FeatureMatrix.Precision = .single
  ) throws -> FeatureMatrix {
    var random = SeededGenerator(seed: seed)
    let values = (0..<rows * columns).map { _ in Double(Float.random(in: -2...2, using: &random)) }
    return try FeatureMatrix(rows: rows, columns: columns, values: values, precision: precision)
  }

  static func statistics(_ divisor: CovarianceDivisor = .sampleLessOne) throws -> ReferenceStatistics {
    try FeatureSet(source: "x", matrix: matrix(), features: "i3d").statistics(divisor: divisor)
  }

  static func read(_ bytes: [UInt8]) throws -> ReferenceStatistics {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FeatureFileError) in try StatisticsArchive.statistics(in: bytes) }
    }
    return try result.get()
  }

  @Test("come back with everything they are statistics of", arguments: CovarianceDivisor.allCases)
  func roundTrip(divisor: CovarianceDivisor) throws {
    let written = try Self.statistics(divisor)
    let bytes = try StatisticsArchive.bytes(of: written)
    #expect(try StatisticsArchive.bytes(of: written) == bytes)
    let read = try Self.read(bytes)
    #expect(read.divisor == divisor && read.features == "i3d" && read.featuresDigest == written.featuresDigest)
    #expect(read.moments.count == 40 && read.moments.mean == written.moments.mean)
    for (left, right) in zip(read.moments.scatter, written.moments.scatter) { #expect(abs(left - right) < 1e-12) }
  }

  @Test("stand for the features: the same distance either way, with either divisor")
  func distance() throws {
    let generated = FeatureDistribution.features(try Self.matrix(seed: 2))
    for stored in CovarianceDivisor.allCases {
      let statistics = try Self.read(StatisticsArchive.bytes(of: Self.statistics(stored)))
      for divisor in CovarianceDivisor.allCases {
        let direct = try FrechetDistance(generated, .features(Self.matrix()), divisor: divisor)
        let through = try FrechetDistance(generated, .moments(statistics.moments), divisor: divisor)
        #expect(abs(direct.value - through.value) < 1e-12 * direct.leftTrace)
      }
    }
  }

  @Test("that numpy.savez wrote are read", arguments: ["numpy", "named"])
  func fromNumPy(name: String) throws {
    let read = try Self.read(Self.fixture(name))
    #expect(read.moments.count == 4 && read.moments.mean == [2.75, 1.25, 3])
    #expect(read.features == (name == "named" ? "i3d-kinetics-400" : nil))
    let rows = try FeatureMatrix(rows: 4, columns: 3, values: [1, 2, 4, 3, 1, 0, 2, 2, 7, 5, 0, 1])
    for (left, right) in zip(read.moments.scatter, try SampleMoments(of: rows).scatter) {
      #expect(abs(left - right) < 1e-12)
    }
  }

  @Test(
    "that NumPy wrote otherwise are refused with advice",
    arguments: [
      ("compressed", "savez_compressed"), ("without-n", "`n` in it: missing"), ("other", "`mu` in it: missing"),
    ])
  func advising(name: String, says: String) throws {
    let error = #expect(throws: FeatureFileError.self) { try Self.read(Self.fixture(name)) }
    #expect(try #require(error).description.contains(says), "\(error?.description ?? "")")
  }

  struct Lie: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var member: String
    var data: [UInt8]
    var says: String
  }

  static let lies: [Lie] = [
    Lie(
      testDescription: "another format", member: "format", data: NPYWriter.text("genlock.statistics/9"),
      says: "not known"),
    Lie(testDescription: "one sample", member: "n", data: NPYWriter.integer(1), says: "too few"),
    Lie(
      testDescription: "fewer than no sample", member: "n", data: NPYWriter.integer(.min), says: "no number of samples"),
    Lie(
      testDescription: "more samples than a float can count", member: "n", data: NPYWriter.integer(.max),
      says: "no number"),
    Lie(
      testDescription: "a fraction of a sample", member: "n", data: NPYWriter.doubles([4.5], shape: []), says: "int64"),
    Lie(testDescription: "many counts", member: "n", data: NPYWriter.text("4"), says: "int64"),
    Lie(testDescription: "an unknown divisor", member: "divisor", data: NPYWriter.text("n+1"), says: "neither"),
    Lie(
      testDescription: "a mean of another length", member: "mu", data: NPYWriter.doubles([1, 2], shape: [2]),
      says: "size"),
    Lie(
      testDescription: "a mean that is not finite", member: "mu",
      data: NPYWriter.doubles([1, .nan, 3, 4, 5, 6], shape: [6]), says: "nan"),
    Lie(
      testDescription: "a mean with two dimensions", member: "mu",
      data: NPYWriter.doubles([1, 2, 3, 4, 5, 6], shape: [6, 1]), says: "one number a feature"),
    Lie(
      testDescription: "a covariance that is no square", member: "sigma",
      data: NPYWriter.doubles([Double](repeating: 1, count: 36), shape: [4, 9]), says: "square"),
    Lie(
      testDescription: "an infinite covariance", member: "sigma", data: sigma { $0[8] = .infinity },
      says: "row 1, column 2"),
    Lie(
      testDescription: "a negative variance", member: "sigma", data: sigma { $0[7] = -1 },
      says: "variance 1 is negative"),
    Lie(
      testDescription: "an asymmetric covariance", member: "sigma", data: sigma { $0[1] = 0.5 }, says: "row 1, column 0"
    ),
    Lie(
      testDescription: "a correlation above 1", member: "sigma",
      data: sigma {
        $0[1] = 1.5
        $0[6] = 1.5
      }, says: "row 1, column 0"),
    Lie(
      testDescription: "a name with escapes", member: "features", data: NPYWriter.text("\u{1B}[31m"), says: "characters"
    ),
    Lie(
      testDescription: "a digest of another length", member: "sha256", data: NPYWriter.text("abc"),
      says: "64 hexadecimal"),
    Lie(
      testDescription: "a pickle", member: "mu", data: Array("cos\nsystem\n(S'true'\ntR.".utf8),
      says: "not a NumPy array"),
  ]

  private static func sigma(_ change: (inout [Double]) -> Void) -> [UInt8] {
    var values = (0..<36).map { $0 % 7 == 0 ? 1.0 : 0 }
    change(&values)
    return NPYWriter.doubles(values, shape: [6, 6])
  }

  @Test("that cannot be true are refused, and the member is named", arguments: lies)
  func refusing(lie: Lie) throws {
    let good = try StatisticsArchive.bytes(of: Self.statistics())
    var members: [(name: String, data: [UInt8])] = good.withUnsafeBytes { bytes in
      guard let archive = try? StoredArchive(parsing: bytes) else { return [] }
      return archive.names.map { ($0, archive.member($0, in: bytes).map(Array.init) ?? []) }
    }
    let place = try #require(members.firstIndex { $0.name == lie.member + ".npy" })
    members[place].data = lie.data
    let bytes = try StoredArchive.bytes(of: members)
    let error = #expect(throws: FeatureFileError.self) { try Self.read(bytes) }
    #expect(try #require(error).description.contains(lie.says), "\(error?.description ?? "")")
  }

  @Test("survive any damage behind a right checksum: read or refused, never a crash")
  func fuzz() throws {
    let statistics = try Self.statistics()
    let parts = [
      ("n.npy", NPYWriter.integer(40)), ("divisor.npy", NPYWriter.text("n")),
      ("mu.npy", NPYWriter.doubles(statistics.moments.mean, shape: [6])),
      ("sigma.npy", NPYWriter.doubles(statistics.moments.covariance(.sample), shape: [6, 6])),
      ("features.npy", NPYWriter.text("i3d")),
    ]
    var random = SeededGenerator(seed: 73)
    var read = 0
    for _ in 0..<3000 {
      var damaged = parts
      let part = Int.random(in: 0..<parts.count, using: &random)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<damaged[part].1.count, using: &random)
        if Bool.random(using: &random) {
          damaged[part].1[place] = UInt8.random(in: 0...255, using: &random)
        } else {
          damaged[part].1.remove(at: place)
        }
      }
      do {
        let found = try Self.read(StoredArchive.bytes(of: damaged.map { (name: $0.0, data: $0.1) }))
        #expect(found.moments.count >= 2 && found.moments.scatter.allSatisfy(\.isFinite))
        read += 1
      } catch is FeatureFileError {}
    }
    #expect(read > 20)
  }

  static func fixture(_ name: String) throws -> [UInt8] {
    let path = TestData.fixtures("ScoringTests") + "/\(name).npz"
    let file = try #require(fopen(path, "re"), "\(path)")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }
}

@Suite("Files of features")
struct FeatureSetTests {
  @Test("the content decides, not the name; identity does not depend on the layout")
  func kinds() throws {
    try withTemporaryFolder { folder in
      let matrix = try StatisticsArchiveTests.matrix()
      try Self.write(NPYWriter.features(matrix), folder + "/a.npz")
      let set = try FeatureSet(readingFrom: folder + "/a.npz", features: "i3d")
      #expect(set.distribution == .features(matrix) && set.features == "i3d" && set.digest == .of(matrix))
      try Self.write(StatisticsArchive.bytes(of: set.statistics(divisor: .sample)), folder + "/b.npy")
      let statistics = try FeatureSet(readingFrom: folder + "/b.npy")
      #expect(statistics.distribution.features == nil && statistics.storedDivisor == .sample)
      #expect(statistics.digest == set.digest && statistics.features == "i3d")
      let double = try StatisticsArchiveTests.matrix(.double)
      #expect(SHA256Digest.of(double) != set.digest)
    }
  }

  @Test("what is no file of features is refused and does not hang")
  func refusals() throws {
    try withTemporaryFolder { folder in
      #expect(throws: FeatureFileError.self) { try FeatureSet(readingFrom: folder + "/missing") }
      #expect(throws: FeatureFileError.system("it is not a regular file")) { try FeatureSet(readingFrom: folder) }
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      #expect(throws: FeatureFileError.system("it is not a regular file")) {
        try FeatureSet(readingFrom: folder + "/pipe")
      }
      try Self.write([], folder + "/empty")
      #expect(throws: FeatureFileError.unknownKind) { try FeatureSet(readingFrom: folder + "/empty") }
      try Self.write(Array("PK".utf8), folder + "/short")
      #expect(throws: FeatureFileError.self) { try FeatureSet(readingFrom: folder + "/short") }
      // A file of 3 GiB of nothing takes no room, and is not read.
      #expect(truncate(folder + "/empty", 3 << 30) == 0)
      #expect(throws: FeatureFileError.tooLarge(bytes: 3 << 30, most: 1 << 31)) {
        try FeatureSet(readingFrom: folder + "/empty")
      }
      #expect(throws: FeatureFileError.self) { try FeatureSet(readingFrom: folder + "/short", features: "a b") }
    }
  }

  private static func write(_ bytes: [UInt8], _ path: String) throws {
    let file = try #require(fopen(path, "we"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    #expect(fclose(file) == 0)
  }
}
