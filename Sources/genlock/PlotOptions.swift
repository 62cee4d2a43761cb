import ArgumentParser
import Evaluation
import Glibc
import Reporting

/// Where plots are written; the same for every command that has scores.
struct PlotOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write plots (SVG) into a folder: each AV-Align score with the sound moved, and timelines of up to 12 clips.",
      valueName: "dir"))
  var plots: String?

  /// Writes the plots of a result, where they were asked for, and says so unless `quiet`.
  ///
  /// - Throws: `CommandFailure` of status environment where a file cannot be written.
  func write(_ result: EvaluationResult, quiet: Bool) throws {
    guard let plots else { return }
    let files = PlotFile.all(of: result)
    if files.isEmpty {
      if !quiet { Console.printLine("no plots: no AV-Align score could be computed") }
      return
    }
    guard mkdir(plots, 0o755) == 0 || errno == EEXIST else {
      throw CommandFailure(
        .environment, "cannot make the folder \(plots): \(String(cString: strerror(errno)))",
        help: "--plots takes a folder, in a folder that is there and can be written to")
    }
    for file in files { try ReportFile.write(file.text, to: "\(plots)/\(file.name)") }
    if !quiet { Console.printLine("\(files.count) plots in \(plots)") }
  }
}
