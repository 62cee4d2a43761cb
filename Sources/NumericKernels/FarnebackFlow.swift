import CKernels

/// Dense optical flow between consecutive gray pictures, as OpenCV's `calcOpticalFlowFarneback(prev, next, None, 0.5, 3,
/// 15, 3, 5, 1.2, 0)` computes it: every neighbourhood is fitted by a quadratic polynomial, and the displacement that
/// carries one fit into the other is refined from coarse to fine.
///
/// Pictures are fed one by one; each picture's pyramid and expansion are computed once and serve both pairs it belongs
/// to. One instance serves one picture size and keeps about 70 bytes a pixel.
public final class FarnebackFlow {
  /// Picture width in pixels.
  public let width: Int
  /// Picture height in pixels.
  public let height: Int

  private let build: KernelBuild
  private let scales: [FlowScale]
  private let ascents: [FlowAscent]
  private let scratch: FlowScratch
  private var constants: genlock_expansion
  private var slot = 0
  private var pictures = 0

  /// Prepares for pictures of one size; nil unless both sides are 1 to 32,768 pixels.
  public convenience init?(width: Int, height: Int, build: KernelBuild = .best) {
    guard (1...32768).contains(width), (1...32768).contains(height) else { return nil }
    self.init(width: width, height: height, geometry: FlowGeometry(width: width, height: height), build: build)
  }

  init(width: Int, height: Int, geometry: FlowGeometry, build: KernelBuild) {
    self.width = width
    self.height = height
    self.build = build
    let scales = geometry.scales.map(FlowScale.init)
    self.scales = scales
    ascents = scales.dropFirst().indices.map { FlowAscent(from: scales[$0], to: scales[$0 - 1]) }
    scratch = FlowScratch(
      floats: scales.map(\.neededFloats).max() ?? 0, doubles: scales.map(\.neededDoubles).max() ?? 0)
    constants = .reference()
  }

  /// Forgets the last picture, so that the next one starts a new sequence.
  public func restart() { pictures = 0 }

  /// Takes the next picture and computes the flow from the one before.
  ///
  /// - Parameter gray: at least `width` x `height` bytes, rows packed.
  /// - Returns: the mean length of the flow's vectors in pixels; nil for the first picture, or where `gray` is too short.
  public func advance(gray: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let picture = gray.baseAddress, gray.count >= width * height else { return nil }
    slot = 1 - slot
    for scale in scales {
      scale.expand(gray: picture, slot: slot, constants: &constants, scratch: scratch, build: build)
    }
    pictures += 1
    guard pictures > 1, let coarsest = scales.last, let finest = scales.first else { return nil }
    coarsest.clearFlow()
    for level in scales.indices.reversed() {
      if level < ascents.count { ascents[level].run(scratch: scratch, build: build) }
      scales[level].iterate(first: 1 - slot, count: FlowGeometry.iterations, scratch: scratch, build: build)
    }
    return finest.meanLength(build: build)
  }

  /// The last flow field: x and y displacement of every pixel, rows packed. Zeros before the second picture.
  public func field() -> (x: [Float], y: [Float]) {
    guard let finest = scales.first else { return ([], []) }
    let pixels = (0..<height).flatMap { row in (0..<width).map { row * finest.stride + $0 } }
    return (pixels.map { finest.flowX[$0] }, pixels.map { finest.flowY[$0] })
  }
}

/// The step from a coarse scale's flow to the next finer one: bilinear, lengths doubled.
private final class FlowAscent {
  private let source: FlowScale
  private let target: FlowScale
  private let integers: AlignedMemory<Int32>
  private let weights: AlignedMemory<Float>
  private var columns: genlock_bilinear
  private var rows: genlock_bilinear

  init(from source: FlowScale, to target: FlowScale) {
    let across = BilinearAxis(source: source.width, count: target.width, positions: .float)
    let down = BilinearAxis(source: source.height, count: target.height, positions: .float)
    let integers = AlignedMemory(across.index + down.index, zero: 0)
    let weights = AlignedMemory(across.weight + down.weight, zero: Float(0))
    columns = genlock_bilinear(
      source: Int32(source.width), count: Int32(target.width), index: integers.base, weight: weights.base,
      doubles: target.width == 2 * source.width ? 1 : 0)
    rows = genlock_bilinear(
      source: Int32(source.height), count: Int32(target.height), index: integers.base + target.width,
      weight: weights.base + target.width, doubles: 0)
    (self.source, self.target, self.integers, self.weights) = (source, target, integers, weights)
  }

  func run(scratch: FlowScratch, build: KernelBuild) {
    let resize = build.table.pointee.upsample
    resize(source.flowX, source.stride, &columns, &rows, scratch.floats.base, target.flowX, target.stride)
    resize(source.flowY, source.stride, &columns, &rows, scratch.floats.base, target.flowY, target.stride)
  }
}
