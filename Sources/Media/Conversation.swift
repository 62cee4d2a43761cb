import Glibc

/// One examination as the harness sees it: takes the worker's messages until the last, keeps the clock.
struct Conversation {
  /// How it ended.
  enum Outcome {
    /// The worker answered and is ready for another file.
    case finished(Examination)
    /// The worker is gone, and this is what that says of the file.
    case broken(MediaFailure)
  }

  private let child: WorkerChild
  private let request: ExaminationRequest
  private let consumer: (any MediaConsumer)?
  private var check: MessageCheck
  private var deadline: Double

  /// A conversation that starts now.
  init(_ child: WorkerChild, _ request: ExaminationRequest, _ consumer: (any MediaConsumer)?) {
    self.child = child
    self.request = request
    self.consumer = consumer
    check = MessageCheck(request, child.slot.layout)
    deadline = monotonicSeconds() + request.limits.wallSeconds
  }

  /// Runs to the end; a broken worker has been reaped.
  mutating func run() -> Outcome {
    while true {
      switch child.receive(until: deadline) {
      case .message(.frames(let run)):
        guard let first = check.admit(run) else { return violation("a run of frames that cannot be") }
        let start = monotonicSeconds()
        deliver(run, from: first)
        guard consumed(since: start) else { return death() }
      case .message(.samples(let run)):
        guard check.admit(run) else { return violation("a run of samples that cannot be") }
        let start = monotonicSeconds()
        deliver(run)
        guard consumed(since: start) else { return death() }
      case .message(.described(let description)):
        if let objection = MessageCheck.objection(description) { return violation(objection) }
        return .finished(.described(description))
      case .message(.unreadable(let failure)):
        if let objection = MessageCheck.objection(failure) { return violation(objection) }
        return .finished(.unreadable(failure))
      case .message(.ready): return violation("a second greeting")
      case .malformed(let reason): return violation(reason)
      case .timedOut:
        child.end()
        let limit = request.limits.wallSeconds
        return .broken(MediaFailure(kind: .timedOut, detail: "not decoded within \(limit) s"))
      case .hungUp: return death()
      }
    }
  }

  /// Gives the slot back; the consumer's time since `start` is off the worker's clock. False where the worker is gone.
  private mutating func consumed(since start: Double) -> Bool {
    deadline += monotonicSeconds() - start
    return child.send(.consumed)
  }

  private func deliver(_ run: FrameRun, from first: Int) {
    let bytes = run.width * run.height * 3
    for index in 0..<run.count {
      let frame = UnsafeRawBufferPointer(rebasing: child.slot.frames[index * bytes..<(index + 1) * bytes])
      consumer?.consumeFrame(frame, width: run.width, height: run.height, index: first + index)
    }
  }

  /// Samples are copied and made finite on the way: the worker has done so, but its word is not enough.
  private func deliver(_ run: SampleRun) {
    let shared = child.slot.samples.prefix(run.count * run.channels * 4)
    let samples = UnsafeRawBufferPointer(rebasing: shared).bindMemory(to: Float.self).map { $0.isFinite ? $0 : 0 }
    samples.withUnsafeBufferPointer {
      consumer?.consumeAudio($0, channels: run.channels, sampleRate: run.sampleRate)
    }
  }

  private func violation(_ what: String) -> Outcome {
    child.end()
    return .broken(MediaFailure(kind: .crashed, detail: "the decoder went astray: it sent \(what)"))
  }

  private func death() -> Outcome {
    guard let end = child.end(patience: 1000) else {
      return .broken(MediaFailure(kind: .crashed, detail: "the decoder went astray: it stopped answering"))
    }
    return .broken(MediaFailure(end))
  }
}
