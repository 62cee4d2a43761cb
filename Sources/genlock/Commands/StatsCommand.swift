import ArgumentParser
import Features
import NumericKernels
import Reporting
import Scoring

/// `genlock stats`: distances between sets of features, and reference statistics.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Export the statistics of features, or measure how far two sets are apart.",
    discussion: """
      FEATURES is a NumPy file (numpy.save) of two dimensions, one row a sample, float32 or float64. Statistics are a .npz
      that numpy.load reads: mu, sigma, n, divisor. Nothing in either file is executed.

      Examples:
        genlock stats reference.npy --output reference.npz
        genlock stats --compare generated.npy reference.npz --divisor n
      """)

  @Argument(help: ArgumentHelp("Features (.npy) or statistics (.npz).", valueName: "features"))
  var files: [String]

  @Flag(help: "Measure how far the first file (generated) is from the second (reference).")
  var compare = false

  @Option(help: ArgumentHelp("Write the statistics of the features to a file.", valueName: "npz"))
  var output: String?

  @Option(help: ArgumentHelp("What made the features, for example i3d-kinetics-400.", valueName: "name"))
  var features: String?

  @Option(help: ArgumentHelp("What covariances are divided by: n-1 or n.", valueName: "divisor"))
  var divisor: CovarianceDivisor = .sampleLessOne

  @Option(help: ArgumentHelp("How the root is computed: exact, scipy, tfgan or videogpt.", valueName: "name"))
  var convention: FrechetConvention = .exact

  @Option(help: ArgumentHelp("Random halves drawn for the intervals; 0 for no interval and no floor.", valueName: "n"))
  var draws: Int?

  @Option(help: ArgumentHelp("Seed of the draws.", valueName: "seed"))
  var seed: Int?

  @Option(help: ArgumentHelp("Print text or json.", valueName: "format"))
  var format: ReportFormat = .text

  @OptionGroup var text: TextOptions

  func validate() throws {
    if compare, files.count != 2 { throw ValidationError("--compare takes two files: generated, then reference") }
    if !compare, files.count != 1 { throw ValidationError("one file is expected; --compare takes two") }
    if compare, output != nil {
      throw ValidationError("--output writes the statistics of one file; leave out --compare")
    }
    if let draws, draws < 0 || draws == 1 || draws > 100_000 {
      throw ValidationError("--draws is 0, or from 2 to 100000")
    }
  }

  func run() throws {
    let sets = try files.map(read)
    if compare {
      try compare(sets[0], sets[1])
    } else {
      try describe(sets[0])
    }
  }

  private func compare(_ generated: FeatureSet, _ reference: FeatureSet) throws {
    if let left = generated.features, let right = reference.features, left != right {
      throw CommandFailure(
        .usage, "\(generated.source) holds features of \(left), \(reference.source) of \(right)",
        help: "a distance is between features of one extractor")
    }
    let options = DistanceComparison.Options(divisor: divisor, convention: convention, draws: draws, seed: seed)
    let comparison = try explained(files.joined(separator: ", ")) { () throws(DistanceError) in
      try DistanceComparison(generated: generated, reference: reference, options: options)
    }
    switch format {
    case .text: try Console.printData(DistanceRenderer(style: text.style).render(comparison))
    case .json:
      try Console.printData(DistanceJSON(tool: ToolIdentity(version: Genlock.version)).render(comparison))
    }
  }

  private func describe(_ set: FeatureSet) throws {
    let (rank, statistics) = try explained(set.source) { () throws(DistanceError) in
      (try CovarianceRank.rank(of: set.distribution), try set.statistics(divisor: divisor))
    }
    if let output { try ReportFile.write(archive(statistics, for: output), to: output) }
    switch format {
    case .text: try Console.printData(DistanceRenderer(style: text.style).render(set, rank: rank))
    case .json:
      try Console.printData(DistanceJSON(tool: ToolIdentity(version: Genlock.version)).render(set, rank: rank))
    }
  }

  private func archive(_ statistics: ReferenceStatistics, for path: String) throws -> [UInt8] {
    do throws(FeatureFileError) {
      return try StatisticsArchive.bytes(of: statistics)
    } catch { throw CommandFailure(.rejected, "cannot write \(path): \(error)") }
  }

  /// A file that cannot be opened is a mistake on the command line; one with wrong contents is rejected.
  private func read(_ path: String) throws -> FeatureSet {
    do throws(FeatureFileError) {
      return try FeatureSet(readingFrom: path, features: features)
    } catch {
      if case .system = error { throw CommandFailure(.usage, "\(path): \(error)") }
      throw CommandFailure(.rejected, "\(path): \(error)")
    }
  }

  /// A library that is missing is the machine's fault, everything else the features'.
  private func explained<Value>(
    _ files: String, _ body: () throws(DistanceError) -> Value
  ) throws -> Value {
    do throws(DistanceError) {
      return try body()
    } catch {
      switch error {
      case .libraryMissing, .outOfMemory: throw CommandFailure(.environment, error.description)
      default: throw CommandFailure(.rejected, "\(files): \(error)")
      }
    }
  }
}
