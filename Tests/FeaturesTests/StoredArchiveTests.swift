import Features
import TestSupport
import Testing

@Suite("Stored zip archives")
struct StoredArchiveTests {
  private static let members = [(name: "a.npy", data: [UInt8](1...40)), (name: "b.npy", data: [7, 8, 9])]

  private static func read(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FeatureFileError) in
        let archive = try StoredArchive(parsing: bytes)
        return Dictionary(
          uniqueKeysWithValues: archive.names.map { name in
            (name, archive.member(name, in: bytes).map(Array.init) ?? [])
          })
      }
    }
    return try result.get()
  }

  @Test("come back as they were written")
  func roundTrip() throws {
    let bytes = try StoredArchive.bytes(of: Self.members)
    #expect(try Self.read(bytes) == ["a.npy": [UInt8](1...40), "b.npy": [7, 8, 9]])
    #expect(try Self.read(StoredArchive.bytes(of: [])) == [:])
  }

  @Test("know the checksum that everybody uses")
  func checksum() throws {
    let bytes = try StoredArchive.bytes(of: [(name: "x", data: Array("123456789".utf8))])
    #expect(bytes[14..<18].elementsEqual([0x26, 0x39, 0xF4, 0xCB]))
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var says: String
    var change: @Sendable (inout [UInt8]) -> Void
  }

  // The first entry of the directory starts behind the data: 35 + 40 + 35 + 3 bytes; the second 51 bytes later.
  static let changes: [Change] = [
    Change(testDescription: "nothing", says: "does not end") { $0 = [] },
    Change(testDescription: "cut at the end", says: "does not end") { $0.removeLast() },
    Change(testDescription: "cut at the start", says: "not where") { $0.removeFirst() },
    Change(testDescription: "something behind it", says: "does not end") { $0.append(0) },
    Change(testDescription: "another byte of data", says: "checksum") { $0[40] ^= 1 },
    Change(testDescription: "compressed", says: "savez_compressed") { $0[113 + 10] = 8 },
    Change(testDescription: "encrypted", says: "encrypted") { $0[113 + 8] = 1 },
    Change(testDescription: "two sizes", says: "not where its directory says") { $0[113 + 20] = 39 },
    Change(testDescription: "a size beyond the data", says: "cut off") { bytes in
      for offset in [20, 24] { bytes[113 + offset + 2] = 1 }
    },
    Change(testDescription: "64-bit sizes", says: "cut off") { bytes in
      for offset in 20..<28 { bytes[113 + offset] = 255 }
    },
    Change(testDescription: "an offset beyond the file", says: "cut off") { $0[113 + 45] = 255 },
    Change(testDescription: "a name twice", says: "two members") { bytes in
      bytes[113 + 51 + 46] = UInt8(ascii: "a")
      bytes[75 + 30] = UInt8(ascii: "a")
    },
    Change(testDescription: "another name in front of the data", says: "not where") { $0[30] = UInt8(ascii: "c") },
    Change(testDescription: "a control character in a name", says: "plain ASCII") { $0[113 + 46] = 10 },
    Change(testDescription: "two entries for the same data", says: "overlap") { bytes in
      // The second entry points to a header inside the first member's data, as an overlap bomb's does.
      let header = Array(bytes[75..<113])
      bytes.replaceSubrange(35..<35 + 38, with: header)
      bytes[113 + 51 + 42] = 35
      bytes.replaceSubrange(113 + 16..<113 + 20, with: checksum(Array(bytes[35..<75])))
    },
    Change(testDescription: "more members than there are", says: "directory") {
      $0[$0.count - 12] = 3; $0[$0.count - 14] = 3
    },
    Change(testDescription: "fewer members than there are", says: "remainder") {
      $0[$0.count - 12] = 1; $0[$0.count - 14] = 1
    },
  ]

  @Test("are refused with the reason", arguments: changes)
  func refusing(change: Change) throws {
    var bytes = try StoredArchive.bytes(of: Self.members)
    change.change(&bytes)
    let error = #expect(throws: FeatureFileError.self) { try Self.read(bytes) }
    #expect(try #require(error).description.contains(change.says), "\(error?.description ?? "")")
  }

  @Test("survive any damage: read or refused, never a crash")
  func fuzz() throws {
    let good = try StoredArchive.bytes(of: Self.members)
    var random = SeededGenerator(seed: 72)
    for _ in 0..<10_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = [0, 1, 127, 255].randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes[place] &+= UInt8.random(in: 0...255, using: &random)
        }
      }
      do {
        let members = try Self.read(bytes)
        #expect(members.values.allSatisfy { $0.count <= 40 })
      } catch is FeatureFileError {}
    }
  }

  /// The checksum of bytes, as the writer computes it.
  private static func checksum(_ data: [UInt8]) -> [UInt8] {
    guard let bytes = try? StoredArchive.bytes(of: [(name: "x", data: data)]) else { return [] }
    return Array(bytes[14..<18])
  }
}
