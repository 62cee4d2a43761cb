import Quantities
import TestSupport
import Testing

/// Sizes as people write and read them.
struct ByteCountTests {
  @Test(arguments: [
    ("0", 0), ("4096", 4096), ("4096B", 4096), ("1KiB", 1024), ("64MiB", 67_108_864), ("1.5 GiB", 1_610_612_736),
    ("24GiB", 25_769_803_776), ("1TiB", 1_099_511_627_776), ("1kB", 1000), ("1KB", 1000), ("500MB", 500_000_000),
    ("2GB", 2_000_000_000), ("1TB", 1_000_000_000_000), ("1_000", 1000), ("0.5KiB", 512),
  ])
  func `a size`(_ text: String, _ bytes: Int64) { #expect(ByteCount(parsing: text)?.bytes == bytes) }

  @Test(arguments: [
    "", " ", "B", "-1", "+1", "1e3", "0x10", ".5GiB", "1.2.3MiB", "64mib", "64Mib", "64M", "64 MiB x", "nan", "inf",
    "99999999999TiB", "١KiB", "1GiB1",
  ])
  func `not a size`(_ text: String) { #expect(ByteCount(parsing: text) == nil) }

  @Test(arguments: [
    (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (67_108_864, "64 MiB"),
    (25_769_803_776, "24 GiB"),
    (1_099_511_627_776, "1 TiB"),
  ])
  func `text for people`(_ bytes: Int64, _ text: String) { #expect(ByteCount(bytes: bytes)?.description == text) }

  @Test func `a size is never negative`() {
    #expect(ByteCount(bytes: -1) == nil)
    #expect(ByteCount.mebibytes(-1) == .zero && ByteCount.gibibytes(-1) == .zero)
    #expect(ByteCount.mebibytes(1024) == .gibibytes(1))
  }

  @Test func `whole sizes survive their own text`() {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<2000 {
      let unit = [0, 10, 20, 30, 40].randomElement(using: &random) ?? 0
      let count = Int64.random(in: 1..<1024, using: &random) << Int64(unit)
      let size = ByteCount(bytes: count)
      #expect(size.flatMap { ByteCount(parsing: $0.description) } == size)
    }
  }

  @Test func `random text never crashes`() {
    var random = SeededGenerator(seed: 9)
    let pieces = ["1", "0", "9", ".", "-", "e", "K", "i", "B", "M", "T", " ", "_", "é", "٣", "999999999999"]
    for _ in 0..<5000 {
      let count = Int.random(in: 0...8, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      if let size = ByteCount(parsing: text) { #expect(size.bytes >= 0) }
      if let duration = Duration(parsing: text) { #expect(duration >= .zero) }
    }
  }
}
