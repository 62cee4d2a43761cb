import Digests
public import Sandbox
public import Submissions
import Tracks

/// Runs a submission from its spec to its result, and takes up a run that was cut off.
public struct RunJob {
  /// The tool's name and version, for the manifest and the profile.
  public var tool: String
  /// The engine.
  public var engine: any Engine
  /// Asked between samples: whether the user interrupted the run.
  public var isCancelled: @Sendable () -> Bool

  /// Makes a job.
  public init(tool: String, engine: any Engine, isCancelled: @escaping @Sendable () -> Bool) {
    self.tool = tool
    self.engine = engine
    self.isCancelled = isCancelled
  }

  /// What was asked for: the spec and the organiser's flags.
  public struct Request: Sendable {
    /// The spec's source.
    public var source: SubmissionSource
    /// The organiser's flags.
    public var overrides: SubmissionOverrides

    /// Makes a request.
    public init(source: SubmissionSource, overrides: SubmissionOverrides) {
      self.source = source
      self.overrides = overrides
    }
  }

  /// Runs a plan in a new run folder.
  ///
  /// - Throws: `RunError`; what was journalled before stays good for `resume`.
  public func start(
    _ request: Request, _ plan: RunPlan, in path: String, observer: any JobObserver
  ) throws(RunError) -> EvaluationResult {
    let manifest = try manifest(request, plan)
    let directory = try RunDirectory.create(at: path)
    try manifest.write(to: directory.manifestPath)
    return try run(RunState(), manifest, plan, directory, observer)
  }

  /// Takes up a run: runs what is missing or was lost, judges what was not judged.
  ///
  /// - Throws: `RunError` of kind usage where spec, track, bundle, prompts, engine, limits or revisions differ from the
  ///   run's; the message lists what differs.
  public func resume(
    _ request: Request, _ plan: RunPlan, in path: String, observer: any JobObserver
  ) throws(RunError) -> EvaluationResult {
    let directory = try RunDirectory.open(at: path)
    let manifest = try RunManifest.read(from: directory.manifestPath)
    let now = try self.manifest(request, plan)
    let differences = RunProfile(facts: now.profileFacts).differences(from: RunProfile(facts: manifest.profileFacts))
    guard differences.isEmpty else {
      throw RunError(
        .usage, "this run was started with something else: \(differences.joined(separator: "; "))",
        help: "start a new run with `genlock run`, or put things back as they were")
    }
    var state = try RunState.load(from: path)
    guard FileSystem.kind(of: path + "/journal") == .folder else {
      throw RunError(
        .environment, "\(path)/journal is gone, so nothing says which samples are finished",
        help: "put it back, or start a new run; the finished clips are in \(path)/outputs")
    }
    let notices = try state.reconcile(with: directory, planned: plan.samples.map(\.id))
    for notice in notices { observer.notice(notice) }
    return try run(state, manifest, plan, directory, observer)
  }

  /// The spec's path and the flags a run was started with, for reading the spec again.
  public static func origin(of path: String) throws(RunError) -> (
    spec: String, overrides: SubmissionOverrides, limit: Int?, engine: String
  ) {
    let manifest = try RunManifest.read(from: path + "/run.json")
    return (manifest.specPath, manifest.overrides.overrides, manifest.limit, manifest.engine)
  }

  private func run(
    _ initial: RunState, _ manifest: RunManifest, _ plan: RunPlan, _ directory: RunDirectory,
    _ observer: any JobObserver
  ) throws(RunError) -> EvaluationResult {
    var state = initial
    let track = plan.submission.track
    let metrics = try MetricPlan(metrics: manifest.metrics, track: track)
    let runner = Runner(
      plan: plan, directory: directory, engine: engine,
      examiner: SampleExaminer(track: track, hearing: metrics.hearing),
      journal: try Journal(path: directory.journalPath), isCancelled: isCancelled, observer: observer)
    try runner.run(&state)
    var result = try RunReport.result(of: state, manifest: manifest, track: track, path: directory.path)
    result.findings = plan.findings
    return result
  }

  private func manifest(_ request: Request, _ plan: RunPlan) throws(RunError) -> RunManifest {
    let submission = plan.submission
    let profile = RunProfile(
      tool: tool, plan: plan, specDigest: SHA256Digest.of(request.source.bytes), engine: engine,
      metrics: submission.metrics)
    return RunManifest(
      tool: tool, name: submission.name, team: submission.team, specPath: FileSystem.absolute(request.source.name),
      overrides: RunManifest.OverridesWire(request.overrides), engine: engine.name,
      abilities: RunManifest.AbilitiesWire(engine.abilities),
      trackSource: String(decoding: submission.track.source, as: UTF8.self), metrics: submission.metrics,
      samples: plan.samples.map { .init(id: $0.id, prompt: $0.prompt.text, seed: $0.seed) },
      findings: plan.findings.map(FindingWire.init), replaced: plan.replaced, limit: plan.limit,
      expected: submission.samples.count,
      decoderWarning: try MetricPlan(metrics: submission.metrics, track: submission.track).decoderWarning(),
      profileFacts: profile.facts, profile: profile.digest)
  }
}
