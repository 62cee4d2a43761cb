import CKernels

/// The filters of a conversion between rates with a short common period, one a phase, applied to many periods at once.
final class ResamplingPhases {
  /// Most phases a table is kept for; conversions with more compute their weights output by output.
  static let mostPhases = 1024

  /// Inputs a block reads: from `reach` before its first period to `reach` after its last.
  let inputsNeeded: Int
  /// Outputs a block gives.
  let outputsPerBlock: Int

  private struct Phase {
    var taps: Int
    var firstTap: Int
  }

  private let plan: ResamplingPlan
  private let build: KernelBuild
  private let periods: Int
  /// Periods kept before and after a block's own.
  private let margin: Int
  private let phases: [Phase]
  private let weights: AlignedMemory<Double>
  private let offsets: AlignedMemory<Int>
  private let transposed: AlignedMemory<Float>
  private let results: AlignedMemory<Float>

  init(_ plan: ResamplingPlan, build: KernelBuild) {
    let period = plan.inputsPerPeriod
    let periods = max(32, (4096 / period + 31) / 32 * 32)
    let margin = (plan.reach + period) / period + 1
    let rowLength = periods + 2 * margin
    var phases: [Phase] = []
    var weights: [Double] = []
    var offsets: [Int] = []
    for phase in 0..<plan.outputsPerPeriod {
      let position = plan.position(ofOutput: phase)
      let wings = plan.weights(distance: position.distance)
      let before = wings.before.indices.map { position.sample - $0 }
      let columns = before + wings.after.indices.map { position.sample + 1 + $0 }
      phases.append(Phase(taps: columns.count, firstTap: weights.count))
      weights += wings.before + wings.after
      offsets += columns.map { column in
        let periodsAway = flooredQuotient(column, period)
        return (column - periodsAway * period) * rowLength + margin + periodsAway
      }
    }
    self.plan = plan
    self.build = build
    self.periods = periods
    self.margin = margin
    self.phases = phases
    self.weights = AlignedMemory(weights, zero: 0)
    self.offsets = AlignedMemory(offsets, zero: 0)
    transposed = AlignedMemory(count: rowLength * period + 64, zero: 0)
    results = AlignedMemory(count: periods, zero: 0)
    inputsNeeded = periods * period + 2 * plan.reach
    outputsPerBlock = periods * plan.outputsPerPeriod
  }

  /// The outputs of a block of periods.
  ///
  /// - Parameter inputs: at least `inputsNeeded` values, the first `reach` before the block's first period.
  func block(_ inputs: [Float]) -> [Float] {
    transpose(inputs)
    var outputs = [Float](repeating: 0, count: outputsPerBlock)
    for (index, phase) in phases.enumerated() {
      build.table.pointee.resample_phase(
        transposed.base, offsets.base + phase.firstTap, weights.base + phase.firstTap, Int32(phase.taps),
        Int32(periods), results.base)
      for period in 0..<periods { outputs[period * phases.count + index] = results.base[period] }
    }
    return outputs
  }

  /// Lays samples that are one period apart side by side.
  private func transpose(_ inputs: [Float]) {
    let (period, rowLength) = (plan.inputsPerPeriod, periods + 2 * margin)
    inputs.withUnsafeBufferPointer { inputs in
      for row in -margin..<periods + margin {
        let start = row * period + plan.reach
        for column in max(0, -start)..<max(max(0, -start), min(period, inputs.count - start)) {
          transposed.base[column * rowLength + margin + row] = inputs[start + column]
        }
      }
    }
  }
}

private func flooredQuotient(_ value: Int, _ divisor: Int) -> Int {
  value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
}
