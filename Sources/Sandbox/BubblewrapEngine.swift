import Findings
import Glibc
import Processes
import Quantities

/// Runs models under bubblewrap: namespaces without network, a read-only root, sized tmpfs, no capabilities, a seccomp
/// filter, control groups where they can be had, and a supervisor of its own for each run (`genlock-warden`).
public struct BubblewrapEngine: Engine {
  /// `bubblewrap`.
  public let name = "bubblewrap"
  /// What a trial run showed this machine can enforce.
  public let abilities: EngineAbilities
  /// bubblewrap's version, for the report.
  public let version: String

  private let installation: BubblewrapInstallation
  private let placements: [ControlGroupPlacement]
  private let cancellation: CancellationFlag?

  /// Finds the programs and runs `true` in a sandbox once, some 15 ms, to see what this machine can enforce.
  ///
  /// - Parameter cancellation: ends every run of this engine when it is set.
  /// - Throws: `EngineError` with the way out where something essential is missing: bwrap, user namespaces, the warden.
  public init(cancellation: CancellationFlag? = nil) throws(EngineError) {
    let installation = try BubblewrapInstallation.find()
    let trial = try BubblewrapTrial.run(installation)
    self.installation = installation
    self.cancellation = cancellation
    version = installation.version
    placements = trial.placements
    abilities = EngineAbilities(
      holds: trial.report.holds, isRoot: BubblewrapTrial.isRoot, hasSwap: machineHasSwap())
  }

  /// Runs `invocation` to the end of its last process and copies the planned outputs into `destination`.
  ///
  /// Blocks the calling thread; several threads may run at once. Where the harness is root, the model's files and
  /// inputs must be readable for everybody, because the model runs as an unprivileged user.
  ///
  /// - Throws: `EngineError` where the supervisor cannot be run, processes survive their kill, or a copy cannot be
  ///   written.
  public func run(_ invocation: Invocation, collecting plan: OutputPlan) throws(EngineError) -> InvocationRecord {
    for file in plan.files where file.name.contains("/") || file.name.hasPrefix(".") || file.name.isEmpty {
      throw EngineError(engine: name, reason: "'\(visible(file.name))' cannot be the name of an output")
    }
    let supervision = try superviseOnce(
      invocation, installation: installation, groups: placements, isStrict: true, cancellation: cancellation)
    let report = supervision.report
    if report.survivedKill {
      throw EngineError(
        engine: name, reason: "processes of sample \(invocation.sample) survive SIGKILL",
        help:
          "they are stuck in the kernel (a device or a network file system); look at dmesg, then restart the machine")
    }
    let location = Location(sample: invocation.sample)
    let judgement = Judgement(report, invocation: invocation, standardError: supervision.standardError)
    var record = InvocationRecord(
      outcome: judgement.outcome, fault: judgement.fault, wallSeconds: report.wallSeconds ?? 0,
      cpuSeconds: report.cpuSeconds, peakMemory: report.peakMemory, measurement: report.measurement,
      standardOutput: supervision.standardOutput, standardError: supervision.standardError, detail: judgement.detail)
    var limitsHit = judgement.limitsHit
    if record.standardOutput.droppedBytes > 0 || record.standardError.droppedBytes > 0 { limitsHit.insert(.log) }
    if judgement.outcome == .completed {
      let review = try review(supervision.output.number, plan, report, invocation.limits, location)
      record.outcome = review.outcome
      record.fault = review.outcome.usualFault
      record.outputs = review.outputs
      record.findings = review.findings
      limitsHit.formUnion(review.limitsHit)
    } else if let finding = judgement.finding(report, limits: invocation.limits, location: location) {
      record.findings = [finding]
    }
    record.limitsHit = limitsHit.sorted()
    return record
  }

  /// Kills and removes what harnesses that were killed together with their supervisors left behind; for the start of a
  /// run. Gives the paths of the control groups that were removed.
  @discardableResult public func sweepLeftovers() -> [String] {
    guard let identity = HarnessIdentity.current() else { return [] }
    return Leftovers.sweep(Set(placements.map(\.parent)), namespace: identity.namespace)
  }

  private func review(
    _ folder: Int32, _ plan: OutputPlan, _ report: WardenReport, _ limits: InvocationLimits, _ location: Location
  ) throws(EngineError) -> OutputReview {
    let collector = OutputCollector(folder: folder, destination: plan.destination, byteLimit: limits.output.bytes)
    let contents = FolderContents(
      of: folder, planned: Set(plan.files.map(\.name)), entryLimit: limits.outputEntries)
    return OutputReview(
      contents: contents, collections: try collector.collect(plan), isFull: report.full.contains(.output),
      limits: limits, location: location)
  }
}
