import FoundationEssentials
import NumericKernels
import TestSupport
import Testing

/// `Fixtures/distances.json`, written by Harness/parity/distances_reference.py.
struct DistanceReference: Decodable {
  /// Two sets and what NumPy, scipy and scikit-learn say of them.
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let columns: Int
    let rows: Int
    /// Rows of the second set; 0 where it is the first one again.
    let other: Int
    let shape: String
    let shift: Double
    let seed: Int
    let traces: Double
    let exact: Double
    let tfgan: Double
    let videogpt: Double
    let kernel: Double?
    let kernelSingle: Double?
    let rank: Int
    let mutations: [String: Double]
    let scipy: [String: [String: Double]]
    var testDescription: String { name }

    enum CodingKeys: String, CodingKey {
      case name, columns, rows, other, shape, shift, seed, traces, exact, tfgan, videogpt, kernel, rank, mutations,
        scipy
      case kernelSingle = "kernel_single"
    }

    /// The two sets.
    func sets(_ precision: FeatureMatrix.Precision = .double) throws -> (left: FeatureMatrix, right: FeatureMatrix) {
      let left = try Self.features(seed: seed, rows, columns, shape, shift: 0, precision)
      if other == 0 { return (left, left) }
      return (left, try Self.features(seed: seed + 1, other, columns, shape, shift: shift, precision))
    }

    private static func features(
      seed: Int, _ rows: Int, _ columns: Int, _ shape: String, shift: Double, _ precision: FeatureMatrix.Precision
    ) throws -> FeatureMatrix {
      let noise = SharedNoise.integers(seed: seed, count: rows * columns).map { $0 / 64 }
      var values = noise
      for index in values.indices {
        let column = index % columns
        if column > 0 { values[index] += noise[index - 1] / 2 }
        values[index] += shift
        switch shape {
        case "falling": values[index] *= SharedNoise.power(-(column / 40))
        case "steep": values[index] *= SharedNoise.power(-column)
        case "offset": values[index] += 1_048_576
        case "small": values[index] *= SharedNoise.power(-14)
        case "dead": if (3..<8).contains(column) { values[index] = 1 }
        default: break
        }
      }
      return try FeatureMatrix(rows: rows, columns: columns, values: values, precision: precision)
    }
  }

  let cases: [Case]

  static let shared: DistanceReference = {
    do {
      let file = URL(filePath: TestData.fixtures("NumericKernelsTests") + "/distances.json")
      return try JSONDecoder().decode(DistanceReference.self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("Fixtures/distances.json: \(error)")
    }
  }()

  /// The case of a name.
  static func named(_ name: String) throws -> Case {
    guard let found = shared.cases.first(where: { $0.name == name }) else { throw MissingCase(name: name) }
    return found
  }

  struct MissingCase: Error {
    let name: String
  }
}

/// Numbers that the scripts in Harness/parity make from the same integers.
enum SharedNoise {
  /// Sums of four bytes of a linear congruential generator, less their mean: about Gaussian.
  static func integers(seed: Int, count: Int) -> [Double] {
    var state = UInt32(truncatingIfNeeded: seed)
    return (0..<count).map { _ in
      var total: UInt32 = 0
      for _ in 0..<4 {
        state = 1_664_525 &* state &+ 1_013_904_223
        total += state >> 24
      }
      return Double(total) - 510
    }
  }

  /// 2 to a power.
  static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}
