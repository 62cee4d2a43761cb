import FoundationEssentials
import NumericKernels
import TestSupport
import Testing

/// The public fvd-comparison set: I3D logits of 2 x 128 videos of noise, whose distance is published.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct DistanceParityTests {
  @Test(
    "is the published distance of the fvd-comparison set, with each divisor",
    arguments: [(CovarianceDivisor.sampleLessOne, 10.138092663), (.sample, 10.062796827)])
  func fvdComparison(divisor: CovarianceDivisor, expected: Double) throws {
    let (left, right) = try Self.sets()
    let exact = try FrechetDistance(.features(left), .features(right), divisor: divisor)
    #expect(abs(exact.value - expected) < 1e-6 * expected, "\(exact.value)")
    // The reference number is scipy's, noise of its singular product included.
    let scipy = try FrechetDistance(.features(left), .features(right), divisor: divisor, convention: .scipy)
    #expect(abs(scipy.value - expected) < 1e-7 * expected, "\(scipy.value)")
    let through = try FrechetDistance(.moments(SampleMoments(of: left)), .features(right), divisor: divisor)
    #expect(abs(through.value - exact.value) < 1e-10 * exact.leftTrace, "\(through.value)")
  }

  /// The file holds 2 x 128 x 400 doubles behind its header.
  private static func sets() throws -> (FeatureMatrix, FeatureMatrix) {
    let path = try #require(TestData.shared) + "/fvd/fvd_feats.npy"
    let data = try Data(contentsOf: URL(filePath: path)).suffix(2 * 128 * 400 * 8)
    let values = Array(data).withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
    }
    let half = 128 * 400
    return (
      try FeatureMatrix(rows: 128, columns: 400, values: Array(values[..<half])),
      try FeatureMatrix(rows: 128, columns: 400, values: Array(values[half...]))
    )
  }
}
