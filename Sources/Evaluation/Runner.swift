import Features
import Findings
import Media
import Sandbox
import Submissions

/// Runs a plan's samples one after the other, judges each one's copied files and journals both.
///
/// The order for each sample is what makes a killed run whole again: the engine copies the outputs durably, the journal
/// line makes the outcome final, then the files are judged and the judgement is journalled too. A sample without an
/// `invocation` line runs again from nothing; one without an `examination` line is judged again.
struct Runner {
  let plan: RunPlan
  let directory: RunDirectory
  let engine: any Engine
  let examiner: SampleExaminer
  let journal: Journal
  let isCancelled: @Sendable () -> Bool
  let observer: any JobObserver

  /// How many samples in a row may be lost to the environment before the run stops.
  static let lossesBeforeStop = 3

  /// Runs what `state` says is missing, and adds to it.
  ///
  /// - Throws: `RunError` where our side fails; everything journalled before stays good.
  func run(_ state: inout RunState) throws(RunError) {
    var clock = TotalClock(limit: plan.submission.limits.total, usedSeconds: state.modelSeconds)
    var lossesInARow = 0
    let samples = plan.samples
    try makeFolders(for: samples.filter { state.needsInvocation($0.id) })
    for sample in samples {
      if isCancelled() { return }
      let done = state.finishedCount
      if state.needsInvocation(sample.id) {
        observer.sampleBegins(sample.id, done: done, total: samples.count)
        let record = try invoke(sample, clock: clock)
        clock.add(record.wallSeconds)
        state.invocations[sample.id] = record
        state.examinations[sample.id] = nil
        lossesInARow = state.isLost(sample.id) ? lossesInARow + 1 : 0
      } else if state.examinations[sample.id] != nil {
        continue
      } else {
        observer.sampleBegins(sample.id, done: done, total: samples.count)
      }
      try examine(sample, &state)
      observer.sampleEnds(
        state.result(for: sample, in: directory.path), done: state.finishedCount, total: samples.count)
      if lossesInARow >= Self.lossesBeforeStop {
        let why = state.invocations[sample.id]?.detail ?? "the sandbox could not be set up"
        throw RunError(
          .environment, "\(lossesInARow) samples in a row were lost to this machine: \(why)",
          help: "mend it (`genlock doctor` says how), then `genlock resume \(directory.path)`")
      }
    }
  }

  /// Makes an empty folder for each sample that will run, made durable by one sync for all.
  private func makeFolders(for samples: [PlannedSample]) throws(RunError) {
    guard !samples.isEmpty else { return }
    for sample in samples {
      let folder = directory.outputs(of: sample.id)
      try FileSystem.remove(folder)
      try FileSystem.makeFolder(folder)
    }
    try FileSystem.syncFolder(containing: directory.outputs(of: samples[0].id))
  }

  /// Runs the model for one sample and journals the outcome.
  private func invoke(_ sample: PlannedSample, clock: TotalClock) throws(RunError) -> InvocationRecord {
    let folder = directory.outputs(of: sample.id)
    let record: InvocationRecord
    if let (wall, wallClock) = clock.next(plan.submission.limits) {
      do {
        record = try engine.run(
          plan.invocation(for: sample, wall: wall, clock: wallClock),
          collecting: OutputPlan(files: plan.outputs(of: sample), destination: folder))
      } catch {
        throw RunError(
          .environment, error.description, help: "mend it, then `genlock resume \(directory.path)`")
      }
    } else {
      record = InvocationRecord(
        outcome: .timedOut(.total), fault: .submission, limitsHit: [.total], wallSeconds: 0,
        findings: [
          Finding(
            SandboxRules.timedOut, "not started: the time for the whole run was used up",
            at: Location(sample: sample.id), help: "generate faster, or ask for more with limits.total")
        ],
        detail: "not started: the time for the whole run was used up")
    }
    try keepLog(record.standardOutput, "out", of: sample)
    try keepLog(record.standardError, "err", of: sample)
    try journal.append(JournalLine(sample: sample.id, invocation: InvocationWire(record)))
    return record
  }

  /// Keeps a log that holds anything; its last words are in the journal, so it need not be durable before the line is.
  private func keepLog(_ log: CapturedLog, _ stream: String, of sample: PlannedSample) throws(RunError) {
    guard log.totalBytes > 0 else { return }
    try FileSystem.write(log.rendered, to: directory.log(of: sample.id, stream), durably: false)
  }

  /// Judges a sample's copied files, where there are any, and journals what was found.
  private func examine(_ sample: PlannedSample, _ state: inout RunState) throws(RunError) {
    guard let record = state.invocations[sample.id] else { return }
    var examination = SampleExamination()
    let files = plan.files(of: sample, from: record)
    if files.video != nil || files.audio != nil {
      examination = try examiner.examine(files)
    } else if examiner.wantsTrace {
      examination.alignment = .unavailable(.unreadable("no output: \(record.outcome.label)"))
    }
    state.examinations[sample.id] = examination
    // A judgement that a crash of the machine takes with it is made again on resume.
    try journal.append(JournalLine(sample: sample.id, examination: ExaminationWire(examination)), durably: false)
  }
}

extension CapturedLog {
  /// The log as it is stored: head, a line that counts what was dropped, tail.
  var rendered: [UInt8] {
    guard droppedBytes > 0 else { return head + tail }
    return head + Array("\n[genlock: \(droppedBytes) bytes left out here]\n".utf8) + tail
  }
}
