import ArgumentParser
import Glibc
import Submissions
import Tracks

/// `genlock init`: writes a submission to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a submission to start from: a commented spec and a small model that works.",
    discussion: """
      The model makes clips of the right form, so that the first run is accepted and shows where yours goes.

      Example: genlock init my-submission --track temporal
      """)

  @Argument(help: "The folder to write into; it is made where it is missing.")
  var folder = "."

  @Option(help: ArgumentHelp("The track the submission is for.", valueName: "track"))
  var track = "temporal"

  @Option(help: ArgumentHelp("The submission's name.", valueName: "name"))
  var name = "my-model"

  @Flag(help: "Replace files that are there.")
  var force = false

  func run() throws {
    let track = try TrackLoading.track(self.track)
    guard let template = SubmissionTemplate(for: track, reference: self.track, name: name) else {
      throw CommandFailure(.environment, "the files to start from are not there", help: "unset GENLOCK_HARNESS")
    }
    let targets = template.files.map { (file: $0, path: folder == "." ? $0.path : "\(folder)/\($0.path)") }
    if !force, let taken = targets.first(where: { access($0.path, F_OK) == 0 }) {
      throw CommandFailure(.usage, "\(taken.path) exists", help: "use --force to replace it, or name another folder")
    }
    for target in targets {
      try makeFolders(above: target.path)
      try ReportFile.write(target.file.bytes, to: target.path)
      Console.printLine("wrote \(target.path)")
    }
    let spec = targets[0].path
    Console.printLine("next: `genlock lint \(spec)` checks the spec, `genlock run \(spec)` runs it")
  }

  private func makeFolders(above path: String) throws {
    guard let cut = path.lastIndex(of: "/"), cut > path.startIndex else { return }
    let folder = String(path[..<cut])
    if mkdir(folder, 0o755) == 0 || errno == EEXIST { return }
    try makeFolders(above: folder)
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw CommandFailure(.environment, "cannot create \(folder): \(String(cString: strerror(errno)))")
    }
  }
}
