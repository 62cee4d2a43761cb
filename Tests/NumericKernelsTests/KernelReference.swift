import FoundationEssentials
import TestSupport
import Testing

/// `Fixtures/kernels.json`, written by Harness/parity/kernels_reference.py.
struct KernelReference: Decodable {
  struct Flow: Decodable, CustomTestStringConvertible {
    let width: Int
    let height: Int
    let means: [Double]
    let field: [Float]
    /// The first mean with a Gaussian window in place of the box.
    let gaussianWindow: Double
    var testDescription: String { "\(width)x\(height)" }

    enum CodingKeys: String, CodingKey {
      case width, height, means, field
      case gaussianWindow = "gaussian_window"
    }
  }

  struct Resampling: Decodable, CustomTestStringConvertible {
    let rate: Int
    let count: Int
    let length: Int
    let samples: [Float]
    let last: Float
    let soxr: [Float]
    var testDescription: String { "\(rate) Hz" }
  }

  struct Gray: Decodable {
    let gray: [UInt8]
    let in14bits: [UInt8]
  }

  struct Spectrum: Decodable, CustomTestStringConvertible {
    let length: Int
    let real: [Double]
    let imaginary: [Double]
    var testDescription: String { "\(length) values" }
  }

  struct Mel: Decodable {
    let first: [Int]
    let count: [Int]
    let sums: [Double]
    let bands: [String: [Float]]
  }

  struct Onsets: Decodable, CustomTestStringConvertible {
    let name: String
    let rate: Int
    let envelope: [Float]
    let onsets: [Int]
    var testDescription: String { "\(name) at \(rate) Hz" }
  }

  struct Picking: Decodable {
    let seed: Int
    let rate: Int
    let onsets: [Int]
  }

  struct Filter: Decodable {
    let index: [Int]
    let value: [Double]
    var entries: [(Int, Double)] { Array(zip(index, value)) }
  }

  let flow: [Flow]
  let filter: Filter
  let resampling: [Resampling]
  let gray: Gray
  let spectra: [Spectrum]
  let mel: Mel
  let onsets: [Onsets]
  let picking: [Picking]

  static let shared: KernelReference = {
    do {
      let file = URL(filePath: TestData.fixtures("NumericKernelsTests") + "/kernels.json")
      return try JSONDecoder().decode(KernelReference.self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("Fixtures/kernels.json: \(error)")
    }
  }()
}

/// The inputs of the reference numbers, made from the same integers as in Harness/parity/kernels_reference.py.
enum ReferenceInput {
  /// Bytes of a linear congruential generator.
  static func bytes(seed: Int, count: Int) -> [UInt8] {
    var state = UInt32(truncatingIfNeeded: seed)
    return (0..<count).map { _ in
      state = 1_664_525 &* state &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }

  /// Floats in -1 ..< 1.
  static func noise(seed: Int, count: Int) -> [Float] {
    bytes(seed: seed, count: count).map { (Float($0) - 128) / 128 }
  }

  /// Noise that starts anew every `every` samples and fades.
  static func bursts(seed: Int, count: Int, every: Int, decay: Int) -> [Float] {
    var level = 0
    return bytes(seed: seed, count: count).enumerated().map { index, byte in
      level = index % every == every / 3 ? 1024 * 1024 : level - level * decay / 1024 / 64
      return Float(Double((Int(byte) - 128) * level) / Double(128 * 1024 * 1024))
    }
  }

  /// A moving pattern of two triangular waves and fixed noise.
  static func picture(width: Int, height: Int, time: Int) -> [UInt8] {
    let grain = bytes(seed: 7, count: width * height).map { Int($0) / 32 }
    return (0..<width * height).map { index in
      let (x, y) = (index % width, index / width)
      let waves = triangle(5 * x + 3 * y + 40 * time) + triangle(7 * y - 2 * x + 17 * time) / 2
      return UInt8(waves + grain[index])
    }
  }

  private static func triangle(_ value: Int) -> Int {
    let phase = value & 255
    return phase < 128 ? phase : 256 - phase
  }

  /// The recordings of the onset cases by name.
  static let recordings: [String: [Float]] = [
    "bursts": bursts(seed: 5, count: 44100, every: 9000, decay: 20), "short": noise(seed: 6, count: 700),
    "one sample": noise(seed: 8, count: 1), "silence": [Float](repeating: 0, count: 5000),
    "steady noise": noise(seed: 9, count: 30000),
  ]
}
