/// The arithmetic of resampy 0.4.3's `kaiser_best` between two rates: where each output lies, and its weights.
struct ResamplingPlan {
  /// Output samples per input sample.
  let ratio: Double
  /// Input samples per output sample, as the reference rounds it.
  let increment: Double
  /// Table entries from one input sample to the next.
  let step: Int
  /// Input samples one wing of the filter can reach.
  let reach: Int
  /// Outputs and inputs of one period: the rates in lowest terms.
  let outputsPerPeriod: Int
  let inputsPerPeriod: Int

  private let scale: Double

  init(from source: Int, to target: Int) {
    ratio = Double(target) / Double(source)
    increment = 1 / ratio
    scale = min(1, ratio)
    step = max(1, Int(scale * Double(KaiserBestFilter.precision)))
    reach = KaiserBestFilter.zeroCrossings * KaiserBestFilter.precision / step + 2
    let divisor = greatestCommonDivisor(source, target)
    (outputsPerPeriod, inputsPerPeriod) = (target / divisor, source / divisor)
  }

  /// Where output `index` lies: the input sample at or before it, and the distance from there in zero crossings.
  func position(ofOutput index: Int) -> (sample: Int, distance: Double) {
    let time = Double(index) * increment
    let sample = Int(time)
    return (sample, scale * (time - Double(sample)))
  }

  /// Weights of the input samples at and before an output, nearest first, then of those after it.
  func weights(distance: Double) -> (before: [Double], after: [Double]) {
    (wing(distance), wing(scale - distance))
  }

  private func wing(_ distance: Double) -> [Double] {
    let table = KaiserBestFilter.halfWindow
    let exact = distance * Double(KaiserBestFilter.precision)
    let offset = Int(exact)
    let fraction = exact - Double(offset)
    let gain = ratio < 1 ? ratio : 1
    return (0..<max(0, (table.count - offset) / step)).map { tap in
      let index = offset + tap * step
      let here = gain * table[index]
      let next = index + 1 < table.count ? gain * table[index + 1] : here
      return here + fraction * (next - here)
    }
  }
}

private func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
