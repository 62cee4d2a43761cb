/// A random sequence that its seed decides (SplitMix64), the same on every machine and with every compiler: numbers in a
/// report must not change with the standard library's way of drawing.
struct SplitMix64 {
  /// The seed of everything drawn for a report.
  static let reportSeed = 2024

  private var state: UInt64

  /// Starts the sequence of `seed`.
  init(seed: Int = reportSeed) { state = UInt64(bitPattern: Int64(seed)) }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1; each is as likely as any other to within `bound` / 2^64.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: UInt64(bound).multipliedFullWidth(by: next()).high)
  }
}
