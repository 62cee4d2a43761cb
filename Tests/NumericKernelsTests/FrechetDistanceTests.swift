import NumericKernels
import Testing

@Suite("The Fréchet distance")
struct FrechetDistanceTests {
  typealias Case = DistanceReference.Case

  /// The forms in which the same two sets can be given; each leads along another route.
  enum Form: String, CaseIterable, Sendable {
    case features, leftMoments, rightMoments, moments

    func distributions(_ given: Case) throws -> (FeatureDistribution, FeatureDistribution) {
      let (left, right) = try given.sets()
      let (leftMoments, rightMoments) = (try SampleMoments(of: left), try SampleMoments(of: right))
      return switch self {
      case .features: (.features(left), .features(right))
      case .leftMoments: (.moments(leftMoments), .features(right))
      case .rightMoments: (.features(left), .moments(rightMoments))
      case .moments: (.moments(leftMoments), .moments(rightMoments))
      }
    }
  }

  @Test(
    "agrees with the cross-Gram route in NumPy, whichever way the sets are given",
    arguments: DistanceReference.shared.cases, Form.allCases)
  func exact(given: Case, form: Form) throws {
    let (left, right) = try form.distributions(given)
    let ours = try FrechetDistance(left, right, divisor: .sampleLessOne)
    #expect(abs(ours.value - given.exact) <= 1e-9 * given.traces, "\(ours)")
  }

  @Test(
    "agrees with scipy's sqrtm, both divisors, within 1e-7 of the traces and 1e-6 of a whole distance",
    arguments: DistanceReference.shared.cases, ["1.13.0", "1.17.1"])
  func scipy(given: Case, version: String) throws {
    let (left, right) = try given.sets()
    let reference = try #require(given.scipy[version])
    for divisor in CovarianceDivisor.allCases {
      let expected = try #require(reference[divisor.rawValue])
      for convention in [FrechetConvention.exact, .scipy] {
        let ours = try FrechetDistance(
          .features(left), .features(right), divisor: divisor, convention: convention)
        #expect(abs(ours.value - expected) <= 1e-7 * given.traces, "\(divisor) \(convention) \(ours)")
        if given.other > 0 {
          #expect(abs(ours.value - expected) <= 1e-6 * expected, "\(divisor) \(convention) \(ours)")
        }
      }
    }
  }

  @Test(
    "is 0 for a set and itself within 1e-9 of the trace, on every route",
    arguments: DistanceReference.shared.cases, Form.allCases)
  func identical(given: Case, form: Form) throws {
    let (left, _) = try form.distributions(given)
    let (set, _) = try given.sets()
    let ours = try FrechetDistance(left, .features(set), divisor: .sample)
    #expect(abs(ours.value) <= 1e-9 * ours.leftTrace, "\(ours)")
  }

  @Test("does not depend on the order of the sets or of their samples", arguments: DistanceReference.shared.cases)
  func invariance(given: Case) throws {
    let (left, right) = try given.sets()
    let distance = try FrechetDistance(.features(left), .features(right), divisor: .sampleLessOne)
    let swapped = try FrechetDistance(.features(right), .features(left), divisor: .sampleLessOne)
    let reversed = left.selecting((0..<left.rows).reversed())
    let reordered = try FrechetDistance(.features(reversed), .features(right), divisor: .sampleLessOne)
    #expect(abs(distance.value - swapped.value) <= 1e-10 * given.traces)
    #expect(abs(distance.value - reordered.value) <= 1e-10 * given.traces)
  }

  @Test("takes the route that is exact for the sets")
  func routes() throws {
    func route(_ name: String, _ form: Form) throws -> FrechetDistance.Route {
      let (left, right) = try form.distributions(DistanceReference.named(name))
      return try FrechetDistance(left, right, divisor: .sampleLessOne).route
    }
    #expect(try route("full rank", .features) == .eigenvalues)
    #expect(try route("I3D's size", .features) == .crossGram)
    #expect(try route("few against many", .features) == .projection)
    #expect(try route("few against many", .rightMoments) == .projection)
    #expect(try route("I3D's size", .moments) == .factors)
    #expect(try route("ill-conditioned", .features) == .factors)
    #expect(try route("features that never change", .features) == .factors)
  }

  @Test("would notice n in place of n - 1, an eps on the diagonal, or a dropped factor 2")
  func mutations() throws {
    for name in ["full rank", "I3D's size", "few against many"] {
      let given = try DistanceReference.named(name)
      let (left, right) = try given.sets()
      let ours = try FrechetDistance(.features(left), .features(right), divisor: .sampleLessOne).value
      let biased = try #require(given.scipy["1.17.1"]?["n"])
      let mutated = [biased] + given.mutations.values
      #expect(mutated.count == 3)
      // The test against NumPy allows 1e-9 of the traces.
      for value in mutated { #expect(abs(ours - value) > 2e-9 * given.traces, "\(name): \(value)") }
    }
  }

  @Test("of constant sets is the distance of their means")
  func constantSets() throws {
    let black = try FeatureMatrix(rows: 3, columns: 2, values: [1, 2, 1, 2, 1, 2])
    let white = try FeatureMatrix(rows: 4, columns: 2, values: [4, 6, 4, 6, 4, 6, 4, 6])
    for convention in FrechetConvention.allCases {
      let ours = try FrechetDistance(
        .features(black), .features(white), divisor: .sampleLessOne, convention: convention)
      #expect(abs(ours.value - 25) < 1e-5, "\(convention)")
    }
  }
}

@Suite("The references' conventions")
struct FrechetConventionTests {
  typealias Case = DistanceReference.Case

  @Test("TF-GAN's rule in double precision", arguments: DistanceReference.shared.cases)
  func tfgan(given: Case) throws {
    let (left, right) = try given.sets()
    let ours = try FrechetDistance(
      .features(left), .features(right), divisor: .sampleLessOne, convention: .tfgan)
    #expect(abs(ours.value - given.tfgan) <= 1e-9 * given.traces, "\(ours)")
  }

  @Test(
    "VideoGPT's rule in single precision", arguments: DistanceReference.shared.cases.filter { $0.shape != "offset" })
  func videogpt(given: Case) throws {
    let (left, right) = try given.sets(.single)
    let ours = try FrechetDistance(
      .features(left), .features(right), divisor: .sampleLessOne, convention: .videogpt)
    // Full rank: single precision's own last digits. Singular: the root of such a digit for each empty direction; the
    // same OpenBLAS with the kernels of another processor moves by up to 1.1e-3 of the traces, the reference likewise.
    let singular = given.rank < given.columns
    #expect(abs(ours.value - given.videogpt) <= (singular ? 3e-3 : 2e-6) * given.traces, "\(ours)")
  }

  @Test("a root that is left out for small features is told from the exact one")
  func smallFeatures() throws {
    let given = try DistanceReference.named("small features")
    let (left, right) = try given.sets(.single)
    for convention in [FrechetConvention.tfgan, .videogpt] {
      let ours = try FrechetDistance(
        .features(left), .features(right), divisor: .sampleLessOne, convention: convention)
      #expect(ours.value > 10 * given.exact)
      #expect(abs(ours.value - given.tfgan) < 1e-5 * given.tfgan)
    }
  }
}
