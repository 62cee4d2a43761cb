import TestSupport
import Testing

@testable import Decoding

struct EditListsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let edits: [(duration: UInt64, mediaTime: Int64, rate: UInt32)]
    var isWide = false
    let changes: Bool
    var testDescription: String { name }
  }

  // The track lasts 64,000 units of 1/16000 s, the movie counts milliseconds.
  static let cases = [
    Case(name: "no edit", edits: [], changes: false),
    Case(name: "the whole track", edits: [(4000, 0, 0x10000)], changes: false),
    Case(name: "a movie unit short is rounding", edits: [(3999, 0, 0x10000)], changes: false),
    Case(name: "two movie units short", edits: [(3998, 0, 0x10000)], changes: true),
    Case(name: "no duration means all of it", edits: [(0, 0, 0x10000)], changes: false),
    Case(name: "priming cut", edits: [(4000, 1024, 0x10000)], changes: true),
    Case(name: "a pause first", edits: [(500, -1, 0x10000), (4000, 0, 0x10000)], changes: true),
    Case(name: "half speed", edits: [(4000, 0, 0x8000)], changes: true),
    Case(name: "64-bit entries", edits: [(4000, 1024, 0x10000)], isWide: true, changes: true),
    Case(name: "64-bit entries that change nothing", edits: [(4000, 0, 0x10000)], isWide: true, changes: false),
  ]

  @Test(arguments: cases)
  func editsThatShiftOrTrimAreSeen(_ test: Case) {
    #expect(scan(Self.movie(test)) == (test.changes ? [7] : []))
  }

  @Test func boxesAfterMediaDataAndOfUnknownKindAreSkipped() {
    let file =
      Self.box("ftyp", [0, 0, 0, 0]) + Self.box("mdat", [UInt8](repeating: 9, count: 5000)) + Self.movie(Self.cases[5])
    #expect(scan(file) == [7])
  }

  /// Property: no bytes make the scan trap, read outside the file or run on.
  @Test func damagedBoxesNeverTrap() {
    let whole = Self.movie(Self.cases[6])
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      #expect(scan(bytes).count <= 2)
    }
    for length in whole.indices { #expect(scan(Array(whole.prefix(length))).count <= 1) }
  }

  @Test func aMillionEntriesAreNotRead() {
    let claim = Self.box("elst", Self.number(0, 4) + Self.number(0xffff_ffff, 4) + [UInt8](repeating: 0, count: 24))
    let file = Self.box("moov", Self.box("trak", Self.box("edts", claim)))
    #expect(scan(file) == [0])
  }

  private func scan(_ file: [UInt8]) -> Set<UInt32> {
    EditLists(size: Int64(file.count)) { offset, count in
      guard offset >= 0, count >= 0, offset <= Int64(file.count - count) else { return nil }
      return Array(file[Int(offset)..<Int(offset) + count])
    }.tracks
  }

  private static func movie(_ test: Case) -> [UInt8] {
    let width = test.isWide ? 8 : 4
    let entries = test.edits.flatMap {
      number($0.duration, width) + number(UInt64(bitPattern: $0.mediaTime), width) + number(UInt64($0.rate), 4)
    }
    let list = box("elst", number(test.isWide ? 1 << 24 : 0, 4) + number(UInt64(test.edits.count), 4) + entries)
    let header = [UInt8](repeating: 0, count: 12)
    let track =
      box("tkhd", header + number(7, 4) + [UInt8](repeating: 0, count: 68))
      + (test.edits.isEmpty ? [] : box("edts", list))
      + box("mdia", box("mdhd", header + number(16_000, 4) + number(64_000, 4) + number(0, 4)))
    return box("moov", box("mvhd", header + number(1000, 4) + number(4000, 4)) + box("trak", track))
  }

  private static func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
    number(UInt64(body.count + 8), 4) + Array(type.utf8) + body
  }

  private static func number(_ value: UInt64, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (width - 1 - $0))) }
  }
}
