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
    let limits = try String(decoding: text("/proc/\(pid)/limits"), as: UTF8.self).split(separator: "\n")
    func limit(_ name: String) -> [Substring] {
      limits.first { $0.hasPrefix(name) }?.dropFirst(name.count).split(separator: " ").prefix(2).map { $0 } ?? []
    }
    #expect(limit("Max core file size") == ["0", "0"])
    #expect(limit("Max data size") == ["209715200", "209715200"])
    #expect(limit("Max cpu time").last == "77")
    #expect(limit("Max file size") == ["0", "0"])
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
