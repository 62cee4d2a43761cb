import Features
public import Findings
import Quantities
import Scoring
public import Tracks

/// Scores finished outputs: the organisers' evaluation on a folder, a pair of folders or a manifest.
public struct Scorer {
  /// The track: its rules, flavours and least coverage.
  public var track: Track
  /// Metrics asked for, as bare or full identifiers.
  public var metrics: [String]
  /// How many samples there should be; nil where nothing says so.
  public var expected: Int?
  /// Lanes.
  public var jobs: Int

  /// Makes a scorer.
  public init(track: Track, metrics: [String], expected: Int?, jobs: Int) {
    self.track = track
    self.metrics = metrics
    self.expected = expected
    self.jobs = max(1, jobs)
  }

  /// Judges and scores samples; each file is decoded once.
  ///
  /// - Parameter findings: what is wrong with the set as a whole.
  /// - Throws: `RunError` where our side fails, or for a metric name that is none (kind usage).
  public func score(
    _ samples: [SampleFiles], findings: [Finding] = [], observer: any JobObserver
  ) throws(RunError) -> EvaluationResult {
    let start = ContinuousClock.now
    let plan = try MetricPlan(metrics: metrics, track: track)
    let decoderWarning = try plan.decoderWarning()
    var result = EvaluationResult(kind: .score, track: track)
    result.findings = findings
    var traces: [(id: String, outcome: AlignmentOutcome)] = []
    try SampleExaminations.run(
      samples, track: track, hearing: plan.hearing, jobs: jobs, observer: observer
    ) { files, found in
      result.samples.append(SampleExaminations.result(files, found))
      traces.append((id: files.id, outcome: found.alignment ?? .unavailable(.unreadable("no file"))))
    }
    result.scores = plan.scores(
      of: traces, expected: expected, minimumCoverage: track.minimumCoverage, decoderWarning: decoderWarning)
    result.verdict = VerdictRule.verdict(
      samples: result.samples, findings: result.findings, toleratedFailures: track.toleratedFailures)
    result.wallSeconds = start.duration(to: .now).inSeconds
    return result
  }
}
