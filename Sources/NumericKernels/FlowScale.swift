import CKernels

/// Everything one scale of the pyramid keeps between pictures: its filter tables, both pictures' expansions, the flow.
final class FlowScale {
  let width: Int
  let height: Int
  /// Floats between rows.
  let stride: Int
  let flowX: UnsafeMutablePointer<Float>
  let flowY: UnsafeMutablePointer<Float>
  /// Floats and doubles of working memory this scale's kernels need.
  let neededFloats: Int
  let neededDoubles: Int

  private let image: UnsafeMutablePointer<Float>
  private let expansions: [genlock_planes]
  private let planes: [AlignedMemory<Float>]
  private let integers: AlignedMemory<Int32>
  private let weights: AlignedMemory<Float>
  private var reduction: genlock_reduction

  init(_ scale: FlowGeometry.Scale) {
    let (width, height) = (scale.width, scale.height)
    let stride = (width + 16 + 15) / 16 * 16
    let size = stride * height + 2 * Int(GENLOCK_PLANE_MARGIN)
    let planes = (0..<13).map { _ in AlignedMemory<Float>(count: size, zero: 0) }
    let starts = planes.map { $0.base + Int(GENLOCK_PLANE_MARGIN) }
    self.width = width
    self.height = height
    self.stride = stride
    self.planes = planes
    (image, flowX, flowY) = (starts[0], starts[1], starts[2])
    expansions = [3, 8].map { first in
      genlock_planes(
        plane: (starts[first], starts[first + 1], starts[first + 2], starts[first + 3], starts[first + 4]),
        width: Int32(width), height: Int32(height), stride: stride)
    }
    (reduction, integers, weights) = Self.tables(scale)
    neededFloats = max(
      genlock_reduction_floats(Int32(scale.columns.source), Int32(scale.rows.source)), 3 * (stride + 64),
      genlock_iteration_floats(stride), (stride + 64) * (height + 2))
    neededDoubles = genlock_iteration_doubles(stride)
  }

  private static func tables(
    _ scale: FlowGeometry.Scale
  ) -> (genlock_reduction, AlignedMemory<Int32>, AlignedMemory<Float>) {
    let (columns, rows) = (scale.columns, scale.rows)
    let integers = AlignedMemory(columns.index + rows.index, zero: 0)
    let weights = AlignedMemory(scale.blur + columns.weight + rows.weight, zero: 0)
    let firstWeight = weights.base + scale.blur.count
    let reduction = genlock_reduction(
      source_width: Int32(columns.source), source_height: Int32(rows.source), width: Int32(scale.width),
      height: Int32(scale.height), taps: Int32(scale.blur.count), blur: weights.base, column_index: integers.base,
      row_index: integers.base + scale.width, column_weight: firstWeight, row_weight: firstWeight + scale.width)
    return (reduction, integers, weights)
  }

  /// Expands a picture into slot 0 or 1.
  func expand(
    gray: UnsafePointer<UInt8>, slot: Int, constants: inout genlock_expansion, scratch: FlowScratch, build: KernelBuild
  ) {
    var planes = expansions[slot]
    build.table.pointee.reduce(gray, &reduction, scratch.floats.base, image, stride)
    build.table.pointee.expand(image, &constants, scratch.floats.base, &planes)
  }

  /// Runs the iterations from the picture in slot `first` to the one in the other slot, on the flow as it stands.
  func iterate(first: Int, count: Int, scratch: FlowScratch, build: KernelBuild) {
    var (from, to) = (expansions[first], expansions[1 - first])
    var memory = genlock_iteration_scratch(floats: scratch.floats.base, doubles: scratch.doubles.base)
    for _ in 0..<count { build.table.pointee.iterate(&from, &to, flowX, flowY, &memory) }
  }

  /// Sets the flow to zero.
  func clearFlow() {
    flowX.update(repeating: 0, count: stride * height)
    flowY.update(repeating: 0, count: stride * height)
  }

  /// Mean length of the flow's vectors in pixels.
  func meanLength(build: KernelBuild) -> Double {
    let sum = build.table.pointee.sum_of_lengths(flowX, flowY, Int32(width), Int32(height), stride)
    return sum / Double(width * height)
  }
}

/// Working memory the scales of one flow share.
final class FlowScratch {
  let floats: AlignedMemory<Float>
  let doubles: AlignedMemory<Double>

  init(floats: Int, doubles: Int) {
    self.floats = AlignedMemory(count: floats, zero: 0)
    self.doubles = AlignedMemory(count: doubles, zero: 0)
  }
}
