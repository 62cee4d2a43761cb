import CKernels

/// Resampling as librosa 0.9.2 does it by default: resampy 0.4.3's `kaiser_best`, then cut or zero-padded to
/// ceil(n x target / source) samples.
///
/// Samples are fed as they arrive; what is kept is one block of them. Each output is a sum over some hundred inputs,
/// rounded to float after every term, as the reference's output array rounds it.
public final class KaiserBestResampler: Resampler {
  /// Samples a second of the input.
  public let sourceRate: Int
  /// Samples a second of the output.
  public let targetRate: Int

  private let plan: ResamplingPlan
  private let phases: ResamplingPhases?
  /// Inputs from `origin` on; those before the first and after the last are zeros.
  private var inputs: [Float]
  private var origin: Int
  private var inputCount = 0
  private var outputCount = 0

  /// Prepares a conversion; nil unless both rates are 1 to 16,777,216.
  public init?(from sourceRate: Int, to targetRate: Int, build: KernelBuild = .best) {
    guard (1...1 << 24).contains(sourceRate), (1...1 << 24).contains(targetRate) else { return nil }
    self.sourceRate = sourceRate
    self.targetRate = targetRate
    plan = ResamplingPlan(from: sourceRate, to: targetRate)
    let isRegular = plan.outputsPerPeriod <= ResamplingPhases.mostPhases
    phases = isRegular && sourceRate != targetRate ? ResamplingPhases(plan, build: build) : nil
    inputs = Array(repeating: 0, count: plan.reach)
    origin = -plan.reach
  }

  /// Forgets everything fed so far.
  public func restart() {
    inputs = Array(repeating: 0, count: plan.reach)
    origin = -plan.reach
    (inputCount, outputCount) = (0, 0)
  }

  /// Takes the next samples; returns the outputs that are now certain.
  public func append(_ samples: [Float]) -> [Float] {
    inputCount += samples.count
    guard sourceRate != targetRate else { return samples }
    inputs += samples
    return advance(upTo: .max)
  }

  /// Ends the recording; returns the last outputs.
  ///
  /// - Throws: `tooShort` where the reference refuses the recording, since no whole output comes of it.
  public func finish() throws(ResamplingError) -> [Float] {
    guard sourceRate != targetRate else { return [] }
    let computed = Int(Double(inputCount) * Double(targetRate) / Double(sourceRate))
    let wanted = Int((Double(inputCount) * plan.ratio).rounded(.up))
    guard computed >= 1 else { throw .tooShort }
    let margin = max(plan.reach + 2, phases?.inputsNeeded ?? 0)
    inputs += Array(repeating: 0, count: plan.reach + 2 * margin)
    var rest: [Float] = []
    while outputCount < computed {
      rest += advance(upTo: computed)
      inputs += Array(repeating: 0, count: margin)
    }
    return rest + Array(repeating: 0, count: max(0, wanted - computed))
  }

  /// Computes the outputs whose inputs are all there, `limit` at most, and forgets inputs no longer needed.
  private func advance(upTo limit: Int) -> [Float] {
    var outputs: [Float] = []
    if let phases {
      while outputCount < limit, phases.inputsNeeded <= inputs.count {
        outputs += block(phases).prefix(limit - outputCount)
        outputCount += phases.outputsPerBlock
        forget(before: outputCount / plan.outputsPerPeriod * plan.inputsPerPeriod - plan.reach)
      }
      outputCount = min(outputCount, limit)
      return outputs
    }
    while outputCount < limit {
      let position = plan.position(ofOutput: outputCount)
      guard position.sample + 1 + plan.reach < origin + inputs.count else { break }
      outputs.append(output(at: position))
      outputCount += 1
    }
    forget(before: plan.position(ofOutput: outputCount).sample - plan.reach)
    return outputs
  }

  private func forget(before sample: Int) {
    let count = min(max(0, sample - origin), inputs.count)
    inputs.removeFirst(count)
    origin += count
  }

  /// One block through the phases. Where the reference's rounding puts an output just before the sample it falls on, the
  /// order of its sum differs, so it is computed as the reference does.
  private func block(_ phases: ResamplingPhases) -> [Float] {
    var outputs = phases.block(inputs)
    for index in stride(from: 0, to: outputs.count, by: plan.outputsPerPeriod) {
      let period = (outputCount + index) / plan.outputsPerPeriod
      let position = plan.position(ofOutput: outputCount + index)
      if position.sample != period * plan.inputsPerPeriod { outputs[index] = output(at: position) }
    }
    return outputs
  }

  /// One output in the reference's order of summation.
  private func output(at position: (sample: Int, distance: Double)) -> Float {
    let weights = plan.weights(distance: position.distance)
    let centre = position.sample - origin
    var sum: Float = 0
    for (tap, weight) in weights.before.enumerated() { sum = Float(Double(sum) + weight * sample(centre - tap)) }
    for (tap, weight) in weights.after.enumerated() { sum = Float(Double(sum) + weight * sample(centre + 1 + tap)) }
    return sum
  }

  private func sample(_ index: Int) -> Double { inputs.indices.contains(index) ? Double(inputs[index]) : 0 }
}
