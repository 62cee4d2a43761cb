import ArgumentParser

/// The root command.
struct Genlock: ParsableCommand {
  /// The tool's name in reports.
  static let toolName = "genlock"
  /// The tool's version in reports, profiles and `--version`.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: toolName,
    abstract: "Check, run and score sounding-video submissions as the organisers' server would.",
    discussion: """
      Start with `genlock init`, check finished clips with `genlock lint`, run a submission with `genlock run`.
      Exit codes: 0 accepted, 1 findings of severity error, 2 usage, 3 environment, 4 internal error, 5 incomplete.
      """,
    version: "\(toolName) \(version)",
    subcommands: [
      InitCommand.self, LintCommand.self, RunCommand.self, ResumeCommand.self, ScoreCommand.self, StatsCommand.self,
      ReportCommand.self,
      TracksCommand.self, ExplainCommand.self, DoctorCommand.self,
    ])
}
