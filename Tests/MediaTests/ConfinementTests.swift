import Glibc
import Quantities
import TestSupport
import Testing

@testable import Media

/// What a running media worker may still do.
struct ConfinementTests {
  @Test func aReadyWorkerIsConfined() throws {
    let worker = MediaWorker(limits: WorkerLimits(memory: .mebibytes(200), cpuSeconds: 77))
    _ = try worker.libraryVersions()
    let pid = try #require(worker.childProcess)
    let status = try table("/proc/\(pid)/status")
    #expect(status["NoNewPrivs"] == "1")
    #expect(status["Seccomp"] == "2")
    #expect(status["Threads"] == "1")
    try #expect(limit("Max core file size", of: pid) == ["0", "0"])
    try #expect(limit("Max data size", of: pid) == ["209715200", "209715200"])
    try #expect(limit("Max cpu time", of: pid).last == "77")
    try #expect(limit("Max file size", of: pid) == ["0", "0"])
  }

  @Test func eachFileHasACPULimitOfItsOwn() throws {
    try withTemporaryFolder { folder in
      try MediaTool.write([0, 1, 2, 3], to: "\(folder)/x")
      let worker = MediaWorker(limits: WorkerLimits(cpuSeconds: 500))
      for wall in [100.0, 200, 50] {
        _ = try worker.examine("\(folder)/x", ExaminationRequest(limits: DecodeLimits(wallSeconds: wall)))
        let pid = try #require(worker.childProcess)
        let soft = try #require(limit("Max cpu time", of: pid).first.flatMap { Double($0) })
        #expect((wall + 1...wall + 60).contains(soft))
      }
      #expect(worker.starts == 1)
    }
  }

  @Test func aReadyWorkerHoldsNoOtherDescriptor() throws {
    let extra = open("/dev/null", O_RDONLY)
    defer { close(extra) }
    let worker = MediaWorker()
    _ = try worker.libraryVersions()
    let pid = try #require(worker.childProcess)
    let held = (0..<64).filter { access("/proc/\(pid)/fd/\($0)", F_OK) == 0 || isLink("/proc/\(pid)/fd/\($0)") }
    // Another user's worker cannot be looked into; ours shows null three times, the socket and the slot.
    if geteuid() == 0 { #expect(held == [0, 1, 2, 3, 4]) }
  }

  @Test func closingReapsTheChild() throws {
    let worker = MediaWorker()
    _ = try worker.libraryVersions()
    let pid = try #require(worker.childProcess)
    worker.close()
    #expect(kill(pid, 0) == -1 && errno == ESRCH)
    #expect(worker.childProcess == nil)
  }

  @Test func aWorkerThatGoesOutOfUseReapsItsChild() throws {
    var worker: MediaWorker? = MediaWorker()
    _ = try worker?.libraryVersions()
    let pid = try #require(worker?.childProcess)
    worker = nil
    #expect(kill(pid, 0) == -1 && errno == ESRCH)
  }

  /// Soft and hard value of a limit.
  private func limit(_ name: String, of pid: Int32) throws -> [Substring] {
    let lines = try String(decoding: text("/proc/\(pid)/limits"), as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasPrefix(name) }?.dropFirst(name.count).split(separator: " ").prefix(2).map { $0 } ?? []
  }

  private func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private func table(_ path: String) throws -> [Substring: Substring] {
    let lines = try String(decoding: text(path), as: UTF8.self).split(separator: "\n")
    let pairs = lines.compactMap { line -> (Substring, Substring)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon], line[line.index(after: colon)...].drop { $0 == "\t" || $0 == " " })
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private func text(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0, "\(path)")
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}
