import Digests
import Features
import Findings
import Sandbox

extension RunState {
  /// Reads every journal file of a run; later lines count over earlier ones of the same sample.
  ///
  /// - Throws: `RunError` for a damaged line, with file and line.
  static func load(from runPath: String) throws(RunError) -> RunState {
    var state = RunState()
    let folder = runPath + "/journal"
    for name in try FileSystem.names(in: folder) where name.hasSuffix(".jsonl") {
      for line in try Journal.lines(at: "\(folder)/\(name)") {
        if let invocation = line.invocation {
          let outputs = RunDirectory.outputs(of: line.sample, in: runPath)
          guard let record = invocation.record(outputsIn: outputs) else {
            throw RunError(.usage, "\(folder)/\(name): the outcome \(invocation.outcome) is not known to this version")
          }
          state.invocations[line.sample] = record
          state.examinations[line.sample] = nil
        }
        if let examination = line.examination { state.examinations[line.sample] = examination.examination }
      }
    }
    return state
  }

  /// Forgets outcomes whose copied files are gone or changed, and removes the files of samples without an outcome.
  ///
  /// Only folders of planned samples are touched: whatever else lies in `outputs`, or where a symlink in its place
  /// leads to, is not ours to remove.
  ///
  /// - Returns: one sentence for each thing done, for the user.
  mutating func reconcile(with directory: RunDirectory, planned: [String]) throws(RunError) -> [String] {
    var notices: [String] = []
    var forgotten: Set<String> = []
    for (sample, record) in invocations.sorted(by: { $0.key < $1.key }) {
      for output in record.outputs where SHA256Digest.ofFile(at: output.path) != output.digest {
        notices.append(
          "\(sample): \(output.name) is missing or was changed since it was journalled; the sample runs again")
        invocations[sample] = nil
        examinations[sample] = nil
        forgotten.insert(sample)
        break
      }
    }
    let outputs = directory.path + "/outputs"
    let there = Set(try FileSystem.names(in: outputs))
    for sample in planned where there.contains(sample) && invocations[sample] == nil {
      let folder = "\(outputs)/\(sample)"
      let isEmpty = FileSystem.kind(of: folder) == .folder ? try FileSystem.names(in: folder).isEmpty : false
      try FileSystem.remove(folder)
      if !isEmpty, !forgotten.contains(sample) { notices.append("\(sample): an unfinished output was removed") }
    }
    return notices
  }
}

extension ExaminationWire {
  init(_ examination: SampleExamination) {
    findings = examination.findings.map(FindingWire.init)
    media = examination.media
    audioMedia = examination.audioMedia
    switch examination.alignment {
    case .trace(let found): trace = TraceWire(found)
    case .unavailable(let obstacle): traceFailure = obstacle.description
    case nil: break
    }
  }

  var examination: SampleExamination {
    var result = SampleExamination()
    result.findings = findings.map(\.finding)
    result.media = media
    result.audioMedia = audioMedia
    result.alignment =
      trace.map { .trace($0.trace) } ?? traceFailure.map { .unavailable(.unreadable($0)) }
    return result
  }
}

extension TraceWire {
  init(_ trace: AlignmentTrace) {
    revision = AlignmentExtractor.revision
    flow = trace.flow
    frameRate = trace.frameRate
    onsets = trace.onsets.map(OnsetWire.init).sorted { $0.order < $1.order }
  }

  var trace: AlignmentTrace {
    AlignmentTrace(
      flow: flow, frameRate: frameRate,
      onsets: Dictionary(onsets.map { ($0.audio, $0.outcome) }, uniquingKeysWith: { _, last in last }))
  }
}

extension OnsetWire {
  init(_ audio: AlignmentAudio, _ outcome: OnsetOutcome) {
    self.audio = audio
    switch outcome {
    case .found(let onsets): found = onsets
    case .unavailable(let obstacle): failure = obstacle.description
    }
  }

  var outcome: OnsetOutcome {
    found.map { .found($0) } ?? .unavailable(.unreadable(failure ?? "no reason was journalled"))
  }

  /// A fixed order, so that equal traces are equal lines.
  fileprivate var order: String { audio.source.rawValue + audio.resampling.rawValue }
}
