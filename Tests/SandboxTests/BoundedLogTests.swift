import Testing

@testable import Sandbox

/// A log keeps its ends, whatever the sizes of the pieces.
struct BoundedLogTests {
  @Test(arguments: 0..<200) func keepsHeadAndTail(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    let limit = Int.random(in: 0...64, using: &random)
    var log = BoundedLog(limit: Int64(limit))
    var all: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let piece = (0..<Int.random(in: 0...50, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      piece.withUnsafeBytes { log.append($0) }
      all += piece
    }
    let captured = log.captured
    #expect(captured.totalBytes == Int64(all.count))
    if all.count <= limit {
      #expect(captured.head == all)
      #expect(captured.tail.isEmpty)
    } else {
      #expect(captured.head == Array(all.prefix(limit - limit / 2)))
      #expect(captured.tail == Array(all.suffix(limit / 2)))
    }
    #expect(captured.droppedBytes == Int64(max(0, all.count - limit)))
  }
}

/// A small seeded generator (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
