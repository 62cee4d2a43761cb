import ArgumentParser
import Evaluation
import Submissions

/// `genlock resume`: takes up a run that was cut off.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Take up a run that was cut off: run what is missing or was lost to the environment.",
    discussion: """
      A sample whose outcome is journalled never runs again; one that was being made when the run was cut off starts
      from nothing. A run whose spec, track, bundle, prompts, engine or limits have changed is refused, with the
      differences.

      Example: genlock resume runs/20240601-120000-drummer
      """)

  @Argument(help: "The run's folder.")
  var folder: String

  @OptionGroup var output: OutputOptions

  func run() throws {
    let origin = try RunJob.origin(of: folder)
    let source = try SpecLoading.source(
      origin.spec, help: "the run was started with it, and resuming reads it again: put it back where it was")
    let request = RunJob.Request(source: source, overrides: origin.overrides)
    guard let plan = try RunOutput.plan(request, limit: origin.limit, output) else { throw CommandFailure(.rejected) }
    let progress = ProgressDisplay(verb: "ran", quiet: output.quiet)
    let result = try EngineOptions.job(engine: origin.engine, notice: progress.notice).resume(
      request, plan, in: folder, observer: progress)
    progress.finish()
    try RunOutput.deliver(result, output)
  }
}
