import ArgumentParser
import Reporting

/// `genlock doctor`: whether this machine can do the work, and what to do where it cannot.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check this machine: engine, namespaces, cgroups, libraries, decoder, disk; each with a fix.",
    discussion: """
      Ends with 0 where everything needed works, with 3 otherwise. Warnings are limits that reports will mention.

      Example: genlock doctor --format json
      """)

  @Option(help: ArgumentHelp("Print the checks as text or json.", valueName: "format"))
  var format: ReportFormat = .text

  func run() throws {
    let checks = Doctor.examine()
    switch format {
    case .text:
      let width = checks.map { DisplayText.width($0.name) }.max() ?? 0
      for check in checks { try Console.printData(check.text(width: width)) }
    case .json:
      let value = JSONValue.object([
        .init("schema", .string("genlock.doctor/1")), .init("version", .string(Genlock.version)),
        .init("checks", .array(checks.map(\.json))),
      ])
      try Console.printData(value.text() + "\n")
    }
    if checks.contains(where: { $0.state == .failure }) { throw CommandFailure(.environment) }
  }
}
