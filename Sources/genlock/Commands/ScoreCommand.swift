import ArgumentParser
import Evaluation
import Findings
import Submissions
import Tracks

/// `genlock score`: the organisers' evaluation on finished outputs.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score finished clips with a track's metrics, as the organisers' scripts do.",
    discussion: """
      Sample ids are file names without extension. A clip's WAV is taken from --generated-audio, or from beside it.
      A missing or broken clip keeps its row: it lowers the coverage, never silently the mean.

      Example: genlock score --track temporal --generated gen_mp4 --generated-audio gen_wav --format json
      """)

  @Option(help: ArgumentHelp("The track, by name or as a path to a track file.", valueName: "track"))
  var track: String

  @Option(help: ArgumentHelp("Folder of the generated videos.", valueName: "dir"))
  var generated: String?

  @Option(help: ArgumentHelp("Folder of the generated WAVs (default: beside the videos).", valueName: "dir"))
  var generatedAudio: String?

  @Option(help: ArgumentHelp("Headerless CSV of video, WAV, prompt, instead of --generated.", valueName: "csv"))
  var manifest: String?

  @Option(help: ArgumentHelp("Prompts file: how many samples there should be, and their ids.", valueName: "file"))
  var prompts: String?

  @Option(help: ArgumentHelp("Folder of reference videos, for metrics that compare sets.", valueName: "dir"))
  var reference: String?

  @Option(help: ArgumentHelp("Folder of reference WAVs.", valueName: "dir"))
  var referenceAudio: String?

  @Option(help: ArgumentHelp("Metrics, separated by commas (default: the track's).", valueName: "names"))
  var metrics: String?

  @Option(help: ArgumentHelp("Also fail unless these metrics are complete, separated by commas.", valueName: "names"))
  var require: String?

  @OptionGroup var plots: PlotOptions
  @OptionGroup var lanes: LaneOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (generated == nil) == (manifest == nil) {
      throw ValidationError("Give either --generated or --manifest.")
    }
    if let metrics, splitNames(metrics).isEmpty { throw ValidationError("--metrics takes at least one name.") }
    if generated == nil && generatedAudio != nil { throw ValidationError("--generated-audio goes with --generated.") }
  }

  func run() throws {
    let track = try TrackLoading.track(self.track)
    let progress = ProgressDisplay(verb: "scored", quiet: output.quiet)
    var samples: [SampleFiles] = []
    var findings: [Finding] = []
    var expected: Int?
    if let manifest {
      samples = try ManifestCSV.samples(at: manifest)
      expected = samples.count
    } else if let generated {
      let found = try SampleDiscovery.samples(videos: generated, audio: generatedAudio)
      samples = found.samples
      for path in found.ignored { progress.notice("\(path) is left alone: another file of this name is the clip") }
      if case .unconditional(let count) = track.input { expected = count }
    }
    if let prompts {
      let planned = try PromptLoading.prompts(prompts)
      (samples, findings) = ExpectedSamples.merge(planned, with: samples)
      expected = planned.count
    }
    guard !samples.isEmpty else {
      throw CommandFailure(
        .usage, "there is no clip in \(generated ?? manifest ?? "")", help: "name the folder of the mp4 files")
    }
    for folder in [reference, referenceAudio].compactMap({ $0 }) where !SampleDiscovery.isFolder(folder) {
      throw CommandFailure(.usage, "\(folder) is not a folder")
    }
    let names = metrics.map(splitNames) ?? track.metrics
    let result = try Scorer(track: track, metrics: names, expected: expected, jobs: lanes.count)
      .score(samples, findings: findings, observer: progress)
    progress.finish()
    try output.deliver(result)
    try plots.write(result, quiet: output.quiet)
    try Ending.throwUnlessScored(result, required: require.map(splitNames) ?? [], track: track)
    try Ending.throwUnlessAccepted(result)
  }
}

/// Splits `a,b` into names.
func splitNames(_ text: String) -> [String] { text.split(separator: ",").map { String($0.filter { $0 != " " }) } }
