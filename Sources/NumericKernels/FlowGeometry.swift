import Glibc

/// The constants of Farneback's flow as AV-Align calls it (OpenCV's `calcOpticalFlowFarneback` with pyramid scale 0.5,
/// 3 levels, window 15, 3 iterations, neighbourhood 5, sigma 1.2, no flags), for one picture size.
struct FlowGeometry {
  /// One scale of the pyramid.
  struct Scale {
    var width: Int
    var height: Int
    /// The blur before the reduction.
    var blur: [Float]
    var columns: BilinearAxis
    var rows: BilinearAxis
  }

  /// Scales from the full picture (first) to the coarsest.
  let scales: [Scale]
  /// Iterations on each scale.
  static let iterations = 3

  /// Plans the scales for pictures of `width` x `height`: each half the last, as long as both sides keep 32 pixels.
  init(width: Int, height: Int, levels: Int = 3, pixelCentre: Double = 0.5) {
    var scales: [Scale] = []
    for level in 0...levels {
      let scale = exp2(-Double(level))
      if level > 0, Double(width) * scale < 32 || Double(height) * scale < 32 { break }
      let (columns, rows) = (roundHalfToEven(Double(width) * scale), roundHalfToEven(Double(height) * scale))
      scales.append(
        Scale(
          width: columns, height: rows, blur: gaussian(forScale: scale),
          columns: BilinearAxis(source: width, count: columns, positions: .double, pixelCentre: pixelCentre),
          rows: BilinearAxis(source: height, count: rows, positions: .double, pixelCentre: pixelCentre)))
    }
    self.scales = scales
  }
}

/// `cvRound`: to the nearest integer, halves to even.
func roundHalfToEven(_ value: Double) -> Int { Int(value.rounded(.toNearestOrEven)) }

/// The blur before a reduction to `scale`: sigma (1/scale - 1)/2, at least three taps; OpenCV uses the fixed kernel
/// 1/4, 1/2, 1/4 where sigma is 0.
private func gaussian(forScale scale: Double) -> [Float] {
  let sigma = (1 / scale - 1) / 2
  let size = max(roundHalfToEven(sigma * 5) | 1, 3)
  guard sigma > 0 else { return [0.25, 0.5, 0.25] }
  let weights = (0..<size).map { exp(-0.5 / (sigma * sigma) * pow(Double($0) - Double(size - 1) / 2, 2)) }
  let sum = weights.reduce(0, +)
  return weights.map { Float($0 / sum) }
}

/// One axis of bilinear resizing with pixel centres at one half and clamped ends.
struct BilinearAxis {
  /// Source elements.
  let source: Int
  /// Left neighbour of each output.
  let index: [Int32]
  /// Weight of the right neighbour.
  let weight: [Float]

  /// Plans an axis.
  ///
  /// - Parameter positions: how the reference rounds a position in the source: it shrinks pictures with one resizer and
  ///   enlarges flow with another.
  init(source: Int, count: Int, positions: Positions, pixelCentre: Double = 0.5) {
    self.source = source
    let scale = Double(source) / Double(count)
    var index: [Int32] = []
    var weight: [Float] = []
    for output in 0..<count {
      let exact = (Double(output) + pixelCentre) * scale - pixelCentre
      let position = positions == .double ? exact : Double(Float(exact))
      let left = Int(position.rounded(.down))
      let isInside = left >= 0 && left < source - 1
      index.append(Int32(min(max(left, 0), source - 1)))
      weight.append(isInside ? Float(position - Double(left)) : 0)
    }
    self.index = index
    self.weight = weight
  }

  /// Precision of a position before its fraction is taken.
  enum Positions {
    case float
    case double
  }
}
