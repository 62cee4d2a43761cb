import ArgumentParser
import Evaluation
import Findings
import Submissions
import Tracks

/// `genlock lint`: format linting of finished outputs.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check finished clips: what decodes, against a track's rules. Needs no model and no weights.",
    discussion: """
      Every frame and sample is decoded in a confined worker. A .wav beside a video of the same name is its audio.
      Without --track only the rules that hold for every track are applied. A submission spec among the inputs is
      checked too; its track is used, and its prompts say which clips there should be.

      Examples: genlock lint --track temporal outputs/
                genlock lint submission.yaml outputs/
      """)

  @Argument(help: "Files and folders to check; a .yaml file is a submission spec.")
  var inputs: [String]

  @Option(help: ArgumentHelp("The track, by name or as a path to a track file.", valueName: "track"))
  var track: String?

  @OptionGroup var lanes: LaneOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let spec = try specInput()
    let track = try self.track.map { try TrackLoading.track($0) } ?? spec?.submission?.track
    let media = inputs.filter { !Self.isSpec($0) }
    var found = try SampleDiscovery.samples(in: media)
    var findings = spec?.findings ?? []
    let progress = ProgressDisplay(verb: "checked", quiet: output.quiet)
    if let submission = spec?.submission, !media.isEmpty {
      let planned = submission.samples.map { ExpectedSamples.Planned(id: $0.id, prompt: $0.prompt.text) }
      let merged = ExpectedSamples.merge(planned, with: found.samples)
      found.samples = merged.samples
      findings += merged.findings
    }
    guard !found.samples.isEmpty || (spec != nil && media.isEmpty) else {
      throw CommandFailure(
        .usage, "there is no media file in \(inputs.joined(separator: ", "))",
        help: "\(found.ignored.count) other files were left alone; name a file itself to check it whatever its name")
    }
    if !found.ignored.isEmpty {
      progress.notice("\(found.ignored.count) files that are no media by their names were left alone")
    }
    var result = try Linter(track: track, jobs: lanes.count).lint(found.samples, findings: findings, observer: progress)
    if media.isEmpty { result.verdict = Ending.verdict(ofSpec: findings) }
    progress.finish()
    try output.deliver(result)
    try Ending.throwUnlessAccepted(result)
  }

  private static func isSpec(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

  /// Reads the spec among the inputs, where there is one.
  private func specInput() throws -> SubmissionReading? {
    let specs = inputs.filter(Self.isSpec)
    guard specs.count <= 1 else {
      throw CommandFailure(.usage, "only one spec at a time: \(specs.joined(separator: ", "))")
    }
    return try specs.first.map { SubmissionReader.read(try SpecLoading.source($0), overrides: SubmissionOverrides()) }
  }
}
