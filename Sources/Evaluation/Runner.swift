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

  /// Runs the model for one sample and journals the outcome.
  private func invoke(_ sample: PlannedSample, clock: TotalClock) throws(RunError) -> InvocationRecord {
    let folder = directory.outputs(of: sample.id)
    try FileSystem.remove(folder)
    try FileSystem.makeFolder(folder)
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
    try FileSystem.write(record.standardOutput.rendered, to: directory.log(of: sample.id, "out"))
    try FileSystem.write(record.standardError.rendered, to: directory.log(of: sample.id, "err"))
    try FileSystem.syncFolder(containing: folder)
    try journal.append(JournalLine(sample: sample.id, invocation: InvocationWire(record)))
    return record
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
    try journal.append(JournalLine(sample: sample.id, examination: ExaminationWire(examination)))
  }
}

extension CapturedLog {
  /// The log as it is stored: head, a line that counts what was dropped, tail.
  var rendered: [UInt8] {
    guard droppedBytes > 0 else { return head + tail }
    return head + Array("\n[genlock: \(droppedBytes) bytes left out here]\n".utf8) + tail
  }
}
