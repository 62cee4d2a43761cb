import NumericKernels
import Testing

@Suite("The kernel distance")
struct KernelDistanceTests {
  typealias Case = DistanceReference.Case

  @Test(
    "agrees with scikit-learn's polynomial kernel, in both precisions",
    arguments: DistanceReference.shared.cases.filter { $0.kernel != nil })
  func scikitLearn(given: Case) throws {
    let (left, right) = try given.sets()
    let double = try KernelDistance(left, right)
    // The terms of the difference are at least 1: that is where its digits end.
    let size = try Self.largestTerm(left, right)
    #expect(double.precision == .double)
    #expect(abs(double.value - (try #require(given.kernel))) <= 1e-13 * size, "\(double)")
    let (leftSingle, rightSingle) = try given.sets(.single)
    let single = try KernelDistance(leftSingle, rightSingle)
    #expect(single.precision == .single)
    #expect(abs(single.value - (try #require(given.kernelSingle))) <= 1e-6 * size, "\(single)")
  }

  @Test("of four points by hand")
  func byHand() throws {
    let left = try FeatureMatrix(rows: 2, columns: 1, values: [0, 1])
    let right = try FeatureMatrix(rows: 2, columns: 1, values: [1, 2])
    // Kxx(0,1) = 1, Kyy(1,2) = 27, Kxy = 1, 1, 8, 27.
    #expect(try KernelDistance(left, right).value == 1 + 27 - 2 * 37.0 / 4)
    let linear = KernelDistance.Kernel(degree: 1, gamma: 2, constant: 3)
    // Kxx = 3, Kyy = 7, Kxy = 3, 3, 5, 7.
    #expect(try KernelDistance(left, right, kernel: linear).value == 3 + 7 - 2 * 18.0 / 4)
  }

  @Test("does not depend on how rows fall into blocks")
  func blocks() throws {
    let noise = SharedNoise.integers(seed: 11, count: 600 * 3).map { $0 / 256 }
    let left = try FeatureMatrix(rows: 300, columns: 3, values: Array(noise[..<900]))
    let right = try FeatureMatrix(rows: 300, columns: 3, values: Array(noise[900...]))
    let rotated = left.selecting(Array(100..<300) + Array(0..<100))
    let values = try [KernelDistance(left, right).value, KernelDistance(rotated, right).value]
    #expect(abs(values[0] - values[1]) < 1e-10)
  }

  private static func largestTerm(_ left: FeatureMatrix, _ right: FeatureMatrix) throws -> Double {
    var largest = 1.0
    for matrix in [left, right] {
      for row in 0..<matrix.rows {
        let values = matrix.values[row * matrix.columns..<(row + 1) * matrix.columns]
        let kernel = values.reduce(0) { $0 + $1 * $1 } / Double(matrix.columns) + 1
        largest = max(largest, kernel * kernel * kernel)
      }
    }
    return largest
  }
}
