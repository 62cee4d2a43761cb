import Digests
public import Features
import NumericKernels

/// Statistics as a file that `numpy.load` reads: a `.npz` with the members
///
/// | member | type | meaning |
/// |---|---|---|
/// | `mu` | float64, (d) | mean of each feature |
/// | `sigma` | float64, (d, d) | covariance |
/// | `n` | int64 | number of samples |
/// | `divisor` | text | `n-1` or `n`: what `sigma` was divided by |
/// | `features` | text | what made the features; may be left out |
/// | `sha256` | text | digest of the features; may be left out |
/// | `format` | text | `genlock.statistics/1`; may be left out |
///
/// `numpy.savez` with the first four writes one that is read here.
public enum StatisticsArchive {
  /// The format's name.
  public static let format = "genlock.statistics/1"

  /// The bytes of a file; the same statistics give the same bytes.
  ///
  /// - Throws: `tooLarge` where the covariance has 4 GiB or more.
  public static func bytes(of statistics: ReferenceStatistics) throws(FeatureFileError) -> [UInt8] {
    let moments = statistics.moments
    let dimensions = moments.dimensions
    var members = [
      (name: "format.npy", data: NPYWriter.text(format)),
      (name: "n.npy", data: NPYWriter.integer(Int64(moments.count))),
      (name: "divisor.npy", data: NPYWriter.text(statistics.divisor.rawValue)),
      (name: "mu.npy", data: NPYWriter.doubles(moments.mean, shape: [dimensions])),
      (
        name: "sigma.npy",
        data: NPYWriter.doubles(moments.covariance(statistics.divisor), shape: [dimensions, dimensions])
      ),
    ]
    if let features = statistics.features { members.append((name: "features.npy", data: NPYWriter.text(features))) }
    if let digest = statistics.featuresDigest {
      members.append((name: "sha256.npy", data: NPYWriter.text(digest.hexadecimal)))
    }
    return try StoredArchive.bytes(of: members)
  }

  /// The statistics in the bytes of a file.
  ///
  /// - Throws: `archive` or `member` with what is wrong; a covariance that cannot be one is refused.
  public static func statistics(in bytes: UnsafeRawBufferPointer) throws(FeatureFileError) -> ReferenceStatistics {
    let members = Members(archive: try StoredArchive(parsing: bytes), bytes: bytes)
    if let named = try members.text("format"), named != format {
      throw .member("format", "`\(named)` is not known; \(format) is")
    }
    guard let mean = try members.doubles("mu", dimensions: 1),
      let covariance = try members.doubles("sigma", dimensions: 2)
    else { throw .member("mu", "missing; statistics have `mu`, `sigma`, `n` and `divisor`") }
    guard let count = try members.count("n") else {
      throw .member(
        "n", "missing; how sure a distance is depends on the number of samples: add `n=...` to `numpy.savez`")
    }
    guard let name = try members.text("divisor"), let divisor = CovarianceDivisor(rawValue: name) else {
      throw .member("divisor", "missing or neither `n-1` (numpy.cov) nor `n`")
    }
    try CovarianceCheck(dimensions: mean.count, covariance: covariance).check()
    let features = try members.text("features")
    if let features { try FeatureName.check(features) }
    var digest: SHA256Digest?
    if let text = try members.text("sha256") {
      guard let parsed = SHA256Digest(hexadecimal: text) else { throw .member("sha256", "not 64 hexadecimal digits") }
      digest = parsed
    }
    do throws(DistanceError) {
      let moments = try SampleMoments(count: count, mean: mean, covariance: covariance, divisor: divisor)
      return ReferenceStatistics(
        moments: moments, divisor: divisor, features: features, featuresDigest: digest)
    } catch { throw .features(error) }
  }

  /// The arrays of an archive by name.
  private struct Members {
    let archive: StoredArchive
    let bytes: UnsafeRawBufferPointer

    func doubles(_ name: String, dimensions: Int) throws(FeatureFileError) -> [Double]? {
      try read(name) { (header, data) throws(NPYError) in
        guard header.shape.count == dimensions, header.shape.allSatisfy({ $0 > 0 && $0 == header.shape[0] }) else {
          throw .shape(header.shape, dimensions == 1 ? "one number a feature is asked for" : "a square is asked for")
        }
        return try header.doubles(in: data)
      }
    }

    func text(_ name: String) throws(FeatureFileError) -> String? {
      try read(name) { (header, data) throws(NPYError) in try header.text(in: data) }
    }

    func count(_ name: String) throws(FeatureFileError) -> Int? {
      let value = try read(name) { (header, data) throws(NPYError) in try header.integer(in: data) }
      // Beyond this the count itself would no longer be exact in a float.
      if let value, !(0...(1 << 53)).contains(value) { throw .member(name, "\(value) is no number of samples") }
      return value.map { Int($0) }
    }

    private func read<Value>(
      _ name: String, _ value: (NPYHeader, UnsafeRawBufferPointer) throws(NPYError) -> Value
    ) throws(FeatureFileError) -> Value? {
      guard let data = archive.member(name + ".npy", in: bytes) else { return nil }
      do throws(NPYError) {
        return try value(NPYHeader(parsing: data), data)
      } catch { throw .member(name, error.description) }
    }
  }
}

/// What every covariance is, whoever computed it.
private struct CovarianceCheck {
  /// How far two entries that should be equal may differ, as a part of the variances they lie between.
  private static let tolerance = 1e-6

  let dimensions: Int
  let covariance: [Double]

  func check() throws(FeatureFileError) {
    guard covariance.count == dimensions * dimensions else {
      throw .member("sigma", "its size is not that of `mu`, \(dimensions)")
    }
    if let index = covariance.firstIndex(where: { !$0.isFinite }) {
      throw .member("sigma", "row \(index / dimensions), column \(index % dimensions) is \(covariance[index])")
    }
    let variances = (0..<dimensions).map { covariance[$0 * (dimensions + 1)] }
    if let row = variances.firstIndex(where: { $0 < 0 }) {
      throw .member("sigma", "variance \(row) is negative")
    }
    let deviations = variances.map { $0.squareRoot() }
    for row in 0..<dimensions {
      for column in 0..<row {
        let (lower, upper) = (covariance[row * dimensions + column], covariance[column * dimensions + row])
        let most = deviations[row] * deviations[column]
        guard abs(lower - upper) <= Self.tolerance * most, abs(lower) <= (1 + Self.tolerance) * most else {
          throw .member("sigma", "row \(row), column \(column) cannot be in a covariance")
        }
      }
    }
  }
}
