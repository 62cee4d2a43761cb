import Findings
import Sandbox
import Submissions

/// What is known of a run's samples: the latest outcome and judgement of each.
struct RunState: Sendable {
  /// The latest record by sample id.
  var invocations: [String: InvocationRecord] = [:]
  /// The latest judgement by sample id.
  var examinations: [String: SampleExamination] = [:]

  /// Model time used by everything that is kept, in seconds; added up in the order of ids, so that it is the same sum
  /// every time.
  var modelSeconds: Double {
    invocations.sorted { $0.key < $1.key }.map(\.value.wallSeconds).reduce(0, +)
  }

  /// Samples whose outcome is final.
  var finishedCount: Int { invocations.keys.filter { !isLost($0) }.count }

  /// Whether the sample's record was lost to the environment or the user.
  func isLost(_ sample: String) -> Bool {
    guard let record = invocations[sample] else { return false }
    return record.fault == .environment || record.fault == .harness || record.outcome == .cancelled
  }

  /// Whether the model has to run (again) for this sample.
  func needsInvocation(_ sample: String) -> Bool { invocations[sample] == nil || isLost(sample) }

  /// The sample as reports show it.
  func result(for sample: PlannedSample, in runPath: String) -> SampleResult {
    result(id: sample.id, prompt: sample.prompt.text, seed: sample.seed, in: runPath)
  }

  /// The sample as reports show it.
  func result(id: String, prompt: String?, seed: UInt32, in runPath: String) -> SampleResult {
    var result = SampleResult(id: id, prompt: prompt, seed: seed)
    guard let record = invocations[id] else {
      result.isPending = true
      return result
    }
    result.record = record
    // Outputs that were not judged yet (the machine stopped in between) are judged by resume.
    result.isPending = record.outcome == .cancelled || (examinations[id] == nil && !record.outputs.isEmpty)
    result.findings = record.findings
    result.files = record.outputs.map(\.path)
    if let examination = examinations[id] {
      result.findings += examination.findings
      result.media = examination.media
      result.audioMedia = examination.audioMedia
    }
    return result
  }
}
