import Glibc
import Media
import TestSupport
import Testing

/// What goes wrong on our own side is thrown, with what to do.
@Suite(.enabled(if: FakeWorker.isAvailable, "needs python3"))
struct WorkerStartTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let start: String
    let says: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "ends at once", start: "sys.exit(3)", says: "exit code 3"),
    Case(name: "lacks a library", start: "sys.exit(127)", says: "library"),
    Case(name: "cannot confine itself", start: "sys.exit(71)", says: "confine"),
    Case(name: "knows other arguments", start: "sys.exit(64)", says: "arguments"),
    Case(name: "is killed", start: "os.kill(os.getpid(), 9)", says: "signal 9"),
    Case(name: "never greets", start: "time.sleep(100)", says: "not ready"),
    Case(name: "greets in another version", start: "say({'ready': {}}, version=0)", says: "version"),
    Case(name: "skips the greeting", start: FakeWorker.description(""), says: "version"),
  ]

  @Test(arguments: cases)
  func aWorkerThatDoesNotStartIsOurError(_ test: Case) throws {
    try FakeWorker.with(start: test.start, answer: "pass") { path in
      // Generous, because python takes long to start on a busy machine; short for the one that never greets.
      let seconds = test.says == "not ready" ? 0.5 : 30
      let worker = MediaWorker(executable: path, limits: WorkerLimits(startSeconds: seconds))
      let error = #expect(throws: MediaWorkerError.self) { try worker.examine(path, ExaminationRequest()) }
      #expect(error?.reason.contains(test.says) == true, "\(error?.reason ?? "")")
    }
  }

  @Test func aMissingWorkerIsOurError() {
    let worker = MediaWorker(executable: "/nonexistent/genlock-media")
    #expect(throws: MediaWorkerError.self) { try worker.libraryVersions() }
  }

  @Test func aWorkerThatDiedIdleIsReplacedWithoutBlame() throws {
    try FakeWorker.with(answer: FakeWorker.description("") + "\nsys.exit(0)") { path in
      let worker = MediaWorker(executable: path)
      for round in 1...3 {
        _ = try worker.examine(path, ExaminationRequest()).facts()
        #expect(worker.starts == round)
        usleep(200_000)
      }
    }
  }
}
