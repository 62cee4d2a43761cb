import Features
public import Findings
import Quantities
public import Tracks

/// Format linting of finished outputs: describes and checks every file, runs no model and computes no score.
public struct Linter {
  /// The track whose rules apply; nil for the track-independent rules only.
  public var track: Track?
  /// Lanes.
  public var jobs: Int

  /// Makes a linter.
  public init(track: Track?, jobs: Int) {
    self.track = track
    self.jobs = max(1, jobs)
  }

  /// Lints samples on `jobs` lanes; results are in the order given whatever the number of lanes.
  ///
  /// - Parameter findings: what is wrong with the set as a whole: spec findings, files that belong to no prompt.
  /// - Throws: `RunError` where our side fails (worker missing, unreadable folder).
  public func lint(
    _ samples: [SampleFiles], findings: [Finding] = [], observer: any JobObserver
  ) throws(RunError) -> EvaluationResult {
    let start = ContinuousClock.now
    var result = EvaluationResult(kind: .lint, track: track)
    result.findings = findings
    try SampleExaminations.run(samples, track: track, hearing: [], jobs: jobs, observer: observer) {
      files, found in
      result.samples.append(SampleExaminations.result(files, found))
    }
    result.verdict = VerdictRule.verdict(
      samples: result.samples, findings: result.findings, toleratedFailures: track?.toleratedFailures ?? 0)
    result.wallSeconds = start.duration(to: .now).inSeconds
    return result
  }
}

/// Examines many samples over lanes.
enum SampleExaminations {
  /// Examines every sample and gives the results to `each` in the order of `samples`, on the caller's thread.
  static func run(
    _ samples: [SampleFiles], track: Track?, hearing: Set<AlignmentAudio>, jobs: Int, observer: any JobObserver,
    each: (SampleFiles, SampleExamination) -> Void
  ) throws(RunError) {
    var failure: RunError?
    var done = 0
    Lanes.run(
      samples, jobs: jobs, makeLane: { SampleExaminer(track: track, hearing: hearing) },
      body: { (examiner: SampleExaminer, files: SampleFiles) -> Result<SampleExamination, RunError> in
        do throws(RunError) {
          return .success(try examiner.examine(files))
        } catch {
          return .failure(error)
        }
      },
      fold: { index, outcome in
        switch outcome {
        case .success(let examination):
          done += 1
          if failure == nil {
            each(samples[index], examination)
            observer.sampleEnds(result(samples[index], examination), done: done, total: samples.count)
          }
        case .failure(let error): failure = failure ?? error
        }
        return failure == nil
      })
    if let failure { throw failure }
  }

  /// A finished sample's result.
  static func result(_ files: SampleFiles, _ examination: SampleExamination) -> SampleResult {
    var result = SampleResult(id: files.id, prompt: files.prompt)
    result.findings = examination.findings
    result.media = examination.media
    result.audioMedia = examination.audioMedia
    result.files = [files.video, files.audio].compactMap { $0 }
    return result
  }
}
