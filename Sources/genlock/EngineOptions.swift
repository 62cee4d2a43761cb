import ArgumentParser
import Evaluation
import Sandbox

/// Which engine confines the model.
struct EngineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The sandbox engine.", valueName: "name"))
  var engine = "bubblewrap"

  /// The engines of this version.
  static let names = ["bubblewrap"]

  func validate() throws {
    if !Self.names.contains(engine) {
      throw ValidationError(
        "There is no engine \(engine) in this version; there is \(Self.names.joined(separator: ", ")).")
    }
  }

  /// A job on the engine asked for.
  func job(notice: (String) -> Void) throws -> RunJob { try Self.job(engine: engine, notice: notice) }

  /// A job on the engine of that name, with interrupts wired to it: the first SIGINT or SIGTERM ends the sandbox that
  /// runs and the run tidily.
  ///
  /// - Throws: `CommandFailure` where the engine is unknown or cannot work here.
  static func job(engine name: String, notice: (String) -> Void) throws -> RunJob {
    guard names.contains(name) else { throw CommandFailure(.usage, "there is no engine \(name) in this version") }
    do throws(EngineError) {
      let flag = try CancellationFlag()
      Interrupts.install(flag)
      let engine = try BubblewrapEngine(cancellation: flag)
      for leftover in engine.sweepLeftovers() { notice("swept what a run that died left: \(leftover)") }
      return RunJob(
        tool: "\(Genlock.toolName) \(Genlock.version)", engine: engine, isCancelled: { flag.isCancelled })
    } catch {
      throw CommandFailure(.environment, "\(error.engine): \(error.reason)", help: error.help ?? "see `genlock doctor`")
    }
  }
}
