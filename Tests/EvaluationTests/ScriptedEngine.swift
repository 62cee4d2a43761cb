import Digests
import Findings
import Glibc
import Sandbox
import Synchronization

@testable import Evaluation

/// An engine that runs nothing: it does for each sample what the test says, and remembers what it was asked.
final class ScriptedEngine: Engine {
  /// What happens to one sample.
  enum Act: Sendable {
    /// Copies this file out as the sample's mp4.
    case produces(String)
    /// Ends with this outcome and fault.
    case fails(Outcome, Fault)
    /// The engine itself breaks.
    case breaks
  }

  let name = "scripted"
  let abilities = EngineAbilities(limits: [.prompt: .enforced], isolation: [], caveats: [])
  private let acts: Mutex<[String: [Act]]>
  private let fallback: Act
  private let log = Mutex<[Invocation]>([])

  /// - Parameters:
  ///   - acts: for each sample, what happens at its first run, its second, ...; the last is repeated.
  ///   - fallback: what happens to all other samples.
  init(_ acts: [String: [Act]] = [:], otherwise fallback: Act) {
    self.acts = Mutex(acts)
    self.fallback = fallback
  }

  /// The samples that were run, in order.
  var ran: [String] { log.withLock { $0.map(\.sample) } }

  /// The invocations, in order.
  var invocations: [Invocation] { log.withLock { $0 } }

  func run(_ invocation: Invocation, collecting plan: OutputPlan) throws(EngineError) -> InvocationRecord {
    log.withLock { $0.append(invocation) }
    let act = acts.withLock { acts -> Act in
      guard var own = acts[invocation.sample], let next = own.first else { return fallback }
      if own.count > 1 { own.removeFirst() }
      acts[invocation.sample] = own
      return next
    }
    switch act {
    case .breaks: throw EngineError(engine: name, reason: "it broke")
    case .fails(let outcome, let fault):
      return InvocationRecord(
        outcome: outcome, fault: fault, wallSeconds: 0.5,
        findings: [Finding(SandboxRules.all[0], "scripted", at: Location(sample: invocation.sample), fault: fault)])
    case .produces(let file):
      let target = "\(plan.destination)/\(invocation.sample).mp4"
      guard let bytes = try? FileSystem.read(file), (try? FileSystem.write(bytes, to: target)) != nil else {
        throw EngineError(engine: name, reason: "cannot copy \(file)")
      }
      let output = CollectedOutput(
        name: "\(invocation.sample).mp4", path: target, byteCount: Int64(bytes.count), digest: SHA256Digest.of(bytes))
      return InvocationRecord(outcome: .completed, fault: nil, wallSeconds: 2, outputs: [output])
    }
  }
}

/// An observer that remembers notices and counts samples.
final class Witness: JobObserver {
  var notices: [String] = []
  var ended: [String] = []
  func sampleBegins(_ id: String, done: Int, total: Int) {}
  func sampleEnds(_ sample: SampleResult, done: Int, total: Int) { ended.append(sample.id) }
  func notice(_ text: String) { notices.append(text) }
}
