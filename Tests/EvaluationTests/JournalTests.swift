import Findings
import Glibc
import Sandbox
import TestSupport
import Testing

@testable import Evaluation

@Suite("A run's journal")
struct JournalTests {
  private static func line(_ sample: String) -> JournalLine {
    let record = InvocationRecord(
      outcome: .exited(3), fault: .submission, limitsHit: [.memory], wallSeconds: 0.1 + 0.2, cpuSeconds: 1.5,
      standardError: CapturedLog(head: Array("no\n".utf8), tail: [], totalBytes: 3))
    return JournalLine(sample: sample, invocation: InvocationWire(record))
  }

  @Test("lines come back as they were written")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/main.jsonl"
      let lines = ["0000", "0001", "line\u{2028}break \"quoted\" \u{0}"].map(Self.line)
      let journal = try Journal(path: path)
      for line in lines { try journal.append(line) }
      #expect(try Journal.lines(at: path) == lines)
    }
  }

  @Test("whatever byte a kill cuts it at, whole lines stay and the torn end goes")
  func tornEnd() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/main.jsonl"
      do {
        let journal = try Journal(path: path)
        try journal.append(Self.line("0000"))
        try journal.append(Self.line("0001"))
      }
      let whole = try #require(try FileSystem.read(path))
      let first = try #require(whole.firstIndex(of: 10)) + 1
      for length in stride(from: 0, through: whole.count, by: 7) {
        try FileSystem.write(Array(whole[..<length]), to: path)
        let expected = length >= whole.count ? 2 : length >= first ? 1 : 0
        #expect(try Journal.lines(at: path).count == expected)
        do {
          let journal = try Journal(path: path)
          try journal.append(Self.line("0002"))
        }
        #expect(try Journal.lines(at: path).last == Self.line("0002"))
        #expect(try Journal.lines(at: path).count == expected + 1)
      }
    }
  }

  @Test("a tail of zero bytes counts as torn")
  func zeroFilledTail() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/main.jsonl"
      do {
        let journal = try Journal(path: path)
        try journal.append(Self.line("0000"))
      }
      let whole = try #require(try FileSystem.read(path))
      try FileSystem.write(whole + [UInt8](repeating: 0, count: 4096), to: path)
      #expect(try Journal.lines(at: path) == [Self.line("0000")])
      let journal = try Journal(path: path)
      try journal.append(Self.line("0001"))
      #expect(try Journal.lines(at: path) == [Self.line("0000"), Self.line("0001")])
    }
  }

  @Test(
    "a bad line before the end is an error that names file and line",
    arguments: ["{}\n", "not json\n", "\u{0}\u{0}{\n", "{\"version\":1\n"])
  func damagedLine(_ text: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/main.jsonl"
      do {
        let journal = try Journal(path: path)
        try journal.append(Self.line("0000"))
      }
      let whole = try #require(try FileSystem.read(path))
      try FileSystem.write(whole + Array(text.utf8) + whole, to: path)
      let error = #expect(throws: RunError.self) { try Journal.lines(at: path) }
      #expect(error?.reason.contains("main.jsonl:2") == true)
    }
  }

  @Test("a line or a manifest of another shape is refused by its version, not as damaged")
  func otherShape() throws {
    try withTemporaryFolder { folder in
      let old = Array("{\"version\":1,\"sample\":\"0000\",\"examination\":{}}\n".utf8)
      try FileSystem.write(old, to: folder + "/main.jsonl")
      let line = #expect(throws: RunError.self) { try Journal.lines(at: folder + "/main.jsonl") }
      #expect(line?.reason.contains("journal version 1") == true)
      try FileSystem.write(old, to: folder + "/run.json")
      let manifest = #expect(throws: RunError.self) { try RunManifest.read(from: folder + "/run.json") }
      #expect(manifest?.reason.contains("manifest version 1") == true)
      try FileSystem.write(Array("{\"version\":2}".utf8), to: folder + "/run.json")
      let damaged = #expect(throws: RunError.self) { try RunManifest.read(from: folder + "/run.json") }
      #expect(damaged?.reason.contains("damaged") == true)
    }
  }

  @Test("a line of a later version is refused")
  func laterVersion() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/main.jsonl"
      var line = Self.line("0000")
      line.version = 99
      do {
        let journal = try Journal(path: path)
        try journal.append(line)
      }
      let error = #expect(throws: RunError.self) { try Journal.lines(at: path) }
      #expect(error?.kind == .usage)
    }
  }
}
