import ArgumentParser
import Evaluation
import Glibc
import Reporting

/// The program's entry: parses, runs, and maps every ending to an exit code of ours.
///
/// ArgumentParser's own codes (64 for usage) never reach the shell.
@main
enum Entry {
  static func main() {
    Console.occupyClosedStreams()
    signal(SIGPIPE, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Runs one command line.
  static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try Genlock.parseAsRoot(arguments)
      try command.run()
      return .accepted
    } catch let failure as CommandFailure {
      report(failure.message, failure.help)
      return failure.status
    } catch let error as RunError {
      report(error.reason, error.help)
      return Interrupts.status ?? status(of: error)
    } catch {
      return finishParsing(error)
    }
  }

  /// The exit status of a failure on our side.
  static func status(of error: RunError) -> ExitStatus {
    switch error.kind {
    case .environment: .environment
    case .usage: .usage
    case .harness: .harness
    }
  }

  /// Help and version go to standard output with status 0; everything else ArgumentParser throws is a usage error.
  private static func finishParsing(_ error: any Error) -> ExitStatus {
    let text = Genlock.fullMessage(for: error)
    if Genlock.exitCode(for: error) == .success {
      do throws(CommandFailure) {
        if !text.isEmpty { try Console.printData(text + "\n") }
      } catch {
        report(error.message, error.help)
        return error.status
      }
      return .accepted
    }
    Console.printLine(text)
    return .usage
  }

  private static func report(_ message: String?, _ help: String?) {
    guard let message else { return }
    // Paths and names in a message may be anything that a stranger's archive or folder holds.
    Console.printLine("genlock: \(DisplayText.neutralised(message))")
    if let help { Console.printLine("  help: \(DisplayText.neutralised(help))") }
  }
}
