import NumericKernels

/// The parts of a comparison that need the features themselves: kernel distance, intervals, floor.
struct DistanceDoubt {
  private(set) var kernel: KernelDistance?
  private(set) var kernelInterval: ScoreInterval?
  private(set) var frechetInterval: ScoreInterval?
  private(set) var floor: SplitHalfFloor?
  private(set) var reason: String?

  init(
    generated: FeatureDistribution, reference: FeatureDistribution, options: DistanceComparison.Options,
    frechet: FrechetDistance, exact: FrechetDistance
  ) throws(DistanceError) {
    guard let right = reference.features else {
      reason = "the reference is statistics only: an interval, a floor and a kernel distance need its features"
      return
    }
    let wantsDoubt = options.draws != 0
    if wantsDoubt, right.rows >= 4 {
      floor = try SplitHalfFloor(
        of: right, divisor: options.divisor, splits: right.rows > 1024 ? 3 : 10, seed: options.seed)
    }
    guard let left = generated.features else {
      reason = "the generated set is statistics only: an interval and a kernel distance need its features"
      return
    }
    let kernel = try KernelDistance(left, right)
    self.kernel = kernel
    guard wantsDoubt else { return }
    guard min(left.rows, right.rows) >= 4 else {
      reason = "an interval and a floor need at least 4 samples"
      return
    }
    let method = HalfSampling(draws: options.draws ?? HalfSampling.draws(for: left, right), seed: options.seed)
    kernelInterval = try method.interval(around: kernel.value, left, right) { (left, right) throws(DistanceError) in
      try KernelDistance(left, right).value
    }
    guard !DistanceComparison.departs(frechet, from: exact) else {
      reason = "an interval is known for the exact distance only, and this convention departs from it"
      return
    }
    let divisor = options.divisor
    frechetInterval = try method.interval(around: frechet.value, left, right) { (left, right) throws(DistanceError) in
      try FrechetDistance(.features(left), .features(right), divisor: divisor).value
    }
  }
}
