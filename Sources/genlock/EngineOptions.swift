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
      throw ValidationError("There is no engine \(engine) in this version; there is \(Self.names.joined(separator: ", ")).")
    }
  }

  /// A job on the engine asked for.
  func job() throws -> RunJob { try Self.job(engine: engine) }

  /// A job on the engine of that name, with interrupts wired to it: the first SIGINT or SIGTERM ends the sandbox that
  /// runs and the run tidily.
  ///
  /// - Throws: `CommandFailure` where the engine is unknown or cannot work here.
  static func job(engine name: String) throws -> RunJob {
    guard names.contains(name) else { throw CommandFailure(.usage, "there is no engine \(name) in this version") }
    do throws(EngineError) {
      let flag = try CancellationFlag()
      Interrupts.install(flag)
      let engine = try BubblewrapEngine(cancellation: flag)
      return RunJob(
        tool: "\(Genlock.toolName) \(Genlock.version)", engine: engine, isCancelled: { flag.isCancelled })
    } catch {
      throw CommandFailure(.environment, "\(error.engine): \(error.reason)", help: error.help ?? "see `genlock doctor`")
    }
  }
}
