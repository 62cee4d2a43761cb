import ArgumentParser
import Evaluation
import Sandbox
import Submissions

/// `genlock run`: a submission from its spec to its report.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a submission: unpack, generate in a sandbox prompt by prompt, check, score, report.",
    discussion: """
      The run's folder holds everything; `genlock resume` takes up a run that was cut off, `genlock report` prints it
      again. The organiser's flags replace the spec's fields, and the report says what was replaced.

      Example: genlock run submission.yaml --metrics av-align
      """)

  @Argument(help: "The submission spec.")
  var spec: String

  @Option(
    name: .customLong("run"), help: ArgumentHelp("The run's folder (default: runs/<time>-<name>).", valueName: "dir"))
  var folder: String?

  @OptionGroup var replacements: ReplacementOptions
  @OptionGroup var sandbox: EngineOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let source = try SpecLoading.source(spec)
    let request = RunJob.Request(source: source, overrides: replacements.overrides())
    guard let plan = try RunOutput.plan(request, limit: replacements.limit, output) else {
      throw CommandFailure(.rejected)
    }
    let path = folder ?? RunFolderName.next(for: plan.submission.name)
    let progress = ProgressDisplay(verb: "ran", quiet: output.quiet)
    if folder == nil { progress.notice("the run's folder is \(path)") }
    let result = try sandbox.job(notice: progress.notice).start(request, plan, in: path, observer: progress)
    progress.finish()
    try RunOutput.deliver(result, output)
  }
}
