import Glibc
import Media
import TestSupport
import Testing

/// A worker that parsed a hostile file may itself have become hostile: whatever it does, the harness gets a value.
@Suite(.enabled(if: FakeWorker.isAvailable, "needs python3"))
struct HostileWorkerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let answer: String
    var kind = MediaFailure.Kind.crashed
    var says = "went astray"
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "dies of SIGSEGV", answer: "os.kill(os.getpid(), signal.SIGSEGV)", says: "SIGSEGV"),
    Case(name: "dies of SIGABRT", answer: "os.kill(os.getpid(), signal.SIGABRT)", says: "SIGABRT"),
    Case(
      name: "dies of SIGSYS", answer: "os.kill(os.getpid(), signal.SIGSYS)", kind: .confinementBreach, says: "SIGSYS"),
    Case(
      name: "is killed by the system", answer: "os.kill(os.getpid(), signal.SIGKILL)", kind: .outOfMemory,
      says: "SIGKILL"),
    Case(
      name: "uses up its CPU time", answer: "os.kill(os.getpid(), signal.SIGXCPU)", kind: .timedOut, says: "SIGXCPU"),
    Case(name: "ends without a word", answer: "sys.exit(0)", says: "exit code 0"),
    Case(name: "hangs", answer: "time.sleep(100)", kind: .timedOut, says: "0.4"),
    Case(name: "closes its socket and stays", answer: "s.close(); time.sleep(100)", says: "stopped answering"),
    Case(name: "sends no JSON", answer: "raw(b'\\xff\\x00{')"),
    Case(name: "sends an empty object", answer: "raw(b'{}')"),
    Case(name: "sends nesting without end", answer: "raw(b'[' * 100000)"),
    Case(name: "sends more than a message may hold", answer: "raw(b' ' * 150000)"),
    Case(name: "speaks another version", answer: "say({'frames': {'_0': {}}}, version=2)"),
    Case(name: "greets twice", answer: FakeWorker.greeting),
    Case(name: "sends a number that is none", answer: "frames(1e400, 8, 8)"),
    Case(name: "sends no frames", answer: "frames(0, 8, 8)"),
    Case(name: "sends a negative count", answer: "frames(-1, 8, 8)"),
    Case(name: "sends frames without area", answer: "frames(1, 0, 8)"),
    Case(name: "sends frames of negative size", answer: "frames(1, -8, -8)"),
    Case(name: "sends sizes whose product overflows", answer: "frames(1, 2**62, 2**62)"),
    Case(name: "sends a frame above the pixel limit", answer: "frames(1, 101, 100)"),
    Case(name: "sends a run longer than the slot", answer: "frames(20, 100, 100)"),
    Case(name: "sends more frames than allowed", answer: "frames(26, 1, 1)"),
    Case(name: "sends frames for ever", answer: "while True: frames(10, 1, 1); hear()"),
    Case(name: "sends samples of no channel", answer: "samples(1, 0, 8000)"),
    Case(name: "sends samples of no rate", answer: "samples(1, 1, 0)"),
    Case(name: "sends samples longer than the slot", answer: "samples(sample_bytes // 4 + 1, 1, 8000)"),
    Case(name: "sends sample counts that overflow", answer: "samples(2**62, 1000, 8000)"),
    Case(name: "sends more samples than allowed", answer: "samples(1001, 1, 8000)"),
    Case(name: "describes a terminal escape", answer: FakeWorker.description("d['format'] = 'a\\x1b[2Jb'")),
    Case(name: "describes in a very long word", answer: FakeWorker.description("d['otherStreams'] = ['a' * 501]")),
    Case(name: "describes a negative size", answer: FakeWorker.description("d['byteCount'] = -1")),
    Case(
      name: "describes a rate of zero",
      answer: FakeWorker.description(
        "v['guessedFrameRate'] = {'framesPerSecond': {'num': 0, 'den': 1}}; d['video'] = [v]")),
    Case(
      name: "describes a rate over zero",
      answer: FakeWorker.description(
        "v['guessedFrameRate'] = {'framesPerSecond': {'num': 1, 'den': 0}}; d['video'] = [v]")),
    Case(name: "describes a slight rotation", answer: FakeWorker.description("v['rotation'] = 1; d['video'] = [v]")),
    Case(
      name: "describes more repeats than frames",
      answer: FakeWorker.description("w['repeatedFrames'] = 2; v['decoded'] = w; d['video'] = [v]")),
    Case(
      name: "describes a giant picture",
      answer: FakeWorker.description("w['width'] = 2**40; v['decoded'] = w; d['video'] = [v]")),
    Case(
      name: "describes luma beyond white",
      answer: FakeWorker.description("w['highestLuma'] = 1e9; v['decoded'] = w; d['video'] = [v]")),
    Case(
      name: "describes a rate of no samples",
      answer: FakeWorker.description("b['sampleRate'] = 0; a['decoded'] = b; d['audio'] = [a]")),
    Case(
      name: "describes a negative level",
      answer: FakeWorker.description("b['peak'] = -1; a['decoded'] = b; d['audio'] = [a]")),
    Case(
      name: "fails in control characters",
      answer: "say({'unreadable': {'_0': {'kind': 'notMedia', 'detail': 'a\\nb'}}})"),
    Case(
      name: "fails in an unknown way", answer: "say({'unreadable': {'_0': {'kind': 'boredom', 'detail': ''}}})"),
  ]

  static let request = ExaminationRequest(
    wantsFrames: true, wantsAudio: true,
    limits: DecodeLimits(pixels: 10_000, frames: 25, samples: 1000))

  @Test(arguments: cases)
  func isAValueAndCostsOneChild(_ test: Case) throws {
    try FakeWorker.with(answer: test.answer) { path in
      let worker = MediaWorker(executable: path)
      var request = Self.request
      // Only where the limit is the point: a busy machine is slow.
      if test.name == "hangs" { request.limits.wallSeconds = 0.4 }
      for round in 1...2 {
        guard case .unreadable(let failure) = try worker.examine(path, request, consumer: Collector()) else {
          Issue.record("believed")
          return
        }
        #expect(failure.kind == test.kind, "\(failure.detail)")
        #expect(failure.detail.contains(test.says), "\(failure.detail)")
        #expect(worker.starts == round)
      }
    }
  }

  @Test func framesNobodyAskedForAreRefused() throws {
    try FakeWorker.with(answer: "frames(1, 8, 8)") { path in
      let outcome = try MediaWorker(executable: path).examine(path, ExaminationRequest(), consumer: Collector())
      #expect(outcome.failureKind == .crashed)
    }
  }

  @Test func anHonestDescriptionIsBelieved() throws {
    let honest = FakeWorker.description("v['decoded'] = w; d['video'] = [v]; a['decoded'] = b; d['audio'] = [a]")
    try FakeWorker.with(answer: honest) { path in
      let worker = MediaWorker(executable: path)
      for _ in 1...3 {
        let facts = try worker.examine(path, Self.request).facts()
        #expect(facts.video.count == 1)
      }
      #expect(worker.starts == 1)
    }
  }

  @Test func samplesThatAreNoNumbersReachNobody() throws {
    let answer =
      "slot[frame_bytes:frame_bytes + 12] = struct.pack('<fff', float('nan'), 0.5, float('inf'))\n"
      + "samples(3, 1, 8000); hear()\n" + FakeWorker.description("")
    try FakeWorker.with(answer: answer) { path in
      let collector = Collector()
      _ = try MediaWorker(executable: path).examine(path, Self.request, consumer: collector).facts()
      #expect(collector.samples == [0, 0.5, 0])
    }
  }

  @Test func descriptorsItSendsAreClosed() throws {
    // It sends descriptors of its own script, a file that nobody else has open here.
    let answer = "f = os.open(sys.argv[0], os.O_RDONLY); socket.send_fds(s, [b'{}'], [f, f, f])"
    try FakeWorker.with(answer: answer) { path in
      let worker = MediaWorker(executable: path)
      let clip = path + ".clip"
      try MediaTool.write([1], to: clip)
      for _ in 1...3 { _ = try worker.examine(clip, Self.request) }
      #expect(descriptors(of: path).isEmpty)
      let control = open(path, O_RDONLY | O_CLOEXEC)
      #expect(descriptors(of: path) == [control])
      close(control)
    }
  }

  @Test func theSlotCannotShrinkUnderTheHarness() throws {
    let answer =
      "try: os.ftruncate(4, 0)\nexcept PermissionError: sys.exit(7)\nsys.exit(8)"
    try FakeWorker.with(answer: answer) { path in
      let outcome = try MediaWorker(executable: path).examine(path, Self.request)
      #expect("\(outcome)".contains("exit code 7"))
    }
  }

  /// Our own descriptors of a file.
  private func descriptors(of path: String) -> [Int32] {
    (0..<1024).filter { descriptor in
      var target = [UInt8](repeating: 0, count: 4096)
      let length = target.withUnsafeMutableBytes { raw in
        raw.baseAddress.map {
          readlink("/proc/self/fd/\(descriptor)", $0.assumingMemoryBound(to: CChar.self), raw.count)
        }
      }
      return String(decoding: target.prefix(max(0, length ?? 0)), as: UTF8.self) == path
    }
  }
}
