import Digests
import Features
import Sandbox
import Tracks

/// Renders nothing itself: rebuilds the result of a run from its folder, so that every report is a view of the journal.
public enum RunReport {
  /// The result of the run in the folder at `path`, as far as it has come.
  ///
  /// - Throws: `RunError` where the folder is not a run's, or its journal is damaged.
  public static func load(from path: String) throws(RunError) -> EvaluationResult {
    let manifest = try RunManifest.read(from: path + "/run.json")
    let track = try manifest.track()
    return try result(of: RunState.load(from: path), manifest: manifest, track: track, path: path)
  }

  /// The result of `state` under `manifest`.
  static func result(
    of state: RunState, manifest: RunManifest, track: Track, path: String
  ) throws(RunError) -> EvaluationResult {
    var result = EvaluationResult(kind: .run, name: manifest.name, track: track)
    result.team = manifest.team
    result.profile = manifest.profile.hexadecimal
    result.findings = manifest.findings.map(\.finding)
    result.replaced = manifest.replaced
    result.runDirectory = path
    result.sandbox = SandboxReport(engine: manifest.engine, abilities: manifest.abilities.abilities)
    result.samples = manifest.samples.map {
      state.result(id: $0.id, prompt: $0.prompt, seed: $0.seed, in: path)
    }
    let plan = try MetricPlan(metrics: manifest.metrics, track: track)
    let traced = manifest.samples.map { sample in
      let found = state.examinations[sample.id]
      let missing = state.invocations[sample.id].map { "no output: \($0.outcome.label)" } ?? "not run"
      return (id: sample.id, outcome: found?.alignment ?? .unavailable(.unreadable(missing)))
    }
    result.scores = plan.scores(
      of: traced, expected: manifest.expected, minimumCoverage: track.minimumCoverage,
      decoderWarning: manifest.decoderWarning)
    result.verdict = VerdictRule.verdict(
      samples: result.samples, findings: result.findings, toleratedFailures: track.toleratedFailures)
    result.wallSeconds = state.modelSeconds
    return result
  }
}
