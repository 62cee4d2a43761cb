import Findings
import ModelArchive
import Testing

/// Damaged archives: whatever bytes change, the answer is a bundle or findings, never a crash, a hang or a leftover.
@Suite struct ArchiveFuzzTests {
  /// A small generator with a fixed seed, so that a failure can be repeated.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let tar = TarBuilder.archive {
    $0.directory("d")
    $0.file("d/a", "some text that compresses, some text that compresses")
    $0.symlink("l", to: "d/a")
    $0.longName("long/" + String(repeating: "n", count: 150))
    $0.file("x", "more")
  }
  private static let zip = ZipBuilder.archive {
    $0.add("d/", [], unixMode: 0o040755)
    $0.add("d/a", Array("some text".utf8))
    $0.add("l", Array("d/a".utf8), unixMode: 0o120777)
  }

  @Test("damaged tar in every compression", arguments: Compression.allCases)
  func damagedTar(_ compression: Compression) throws {
    try damage(compression.compress(Self.tar), seed: 17, rounds: 300)
  }

  @Test func damagedZip() throws { try damage(Self.zip, seed: 23, rounds: 600) }

  @Test func noise() throws {
    var generator = Generator(state: 29)
    let folder = try TemporaryFolder()
    let starts: [[UInt8]] = [
      [], [0x1F, 0x8B, 8], [0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x4B, 3, 4], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
    ]
    for start in starts {
      for _ in 0..<40 {
        let noise = (0..<Int.random(in: 1...900, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        #expect(!(try folder.unpack(start + noise)).errors.isEmpty)
      }
    }
  }

  private func damage(_ honest: [UInt8], seed: UInt64, rounds: Int) throws {
    var generator = Generator(state: seed)
    let folder = try TemporaryFolder()
    for _ in 0..<rounds {
      var bytes = honest
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 7))
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 5)], at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      switch try folder.unpack(bytes) {
      case .rejected(let findings): #expect(findings.contains { $0.severity == .error })
      case .bundle(let bundle): #expect(bundle.entries.allSatisfy { !$0.path.contains("..") && $0.path.first != "/" })
      }
    }
    #expect(names(in: folder.path) == ["archive", "cache"])
    #expect(!names(in: "\(folder.path)/cache/bundles").contains { $0.hasSuffix(".partial") })
  }
}
