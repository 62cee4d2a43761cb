import ArgumentParser
import Evaluation

/// `genlock report`: prints a run's report again.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print the report of a run, finished or not, from its journal.",
    discussion: "Example: genlock report runs/20240601-120000-drummer --format json")

  @Argument(help: "The run's folder.")
  var folder: String

  @OptionGroup var plots: PlotOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let result = try RunReport.load(from: folder)
    try output.deliver(result)
    try plots.write(result, quiet: output.quiet)
    try Ending.throwUnlessAccepted(result)
  }
}
