/// Takes any amount of bytes and keeps the first and the last of them.
struct BoundedLog {
  private let headLimit: Int
  private let tailLimit: Int
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var total: Int64 = 0

  /// Keeps `limit` bytes, half of them at each end.
  init(limit: Int64) {
    let whole = Int(clamping: max(0, limit))
    headLimit = whole - whole / 2
    tailLimit = whole / 2
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    total += Int64(bytes.count)
    let taken = min(headLimit - head.count, bytes.count)
    head += bytes.prefix(taken)
    guard taken < bytes.count, tailLimit > 0 else { return }
    tail += bytes.dropFirst(taken).suffix(tailLimit)
    // Trimmed rarely, so that a flood costs one copy a byte and not one a read.
    if tail.count > 2 * tailLimit + (1 << 16) { tail.removeFirst(tail.count - tailLimit) }
  }

  /// The log; nothing dropped means that all of it is in the head.
  var captured: CapturedLog {
    let kept = tail.suffix(tailLimit)
    if Int64(head.count + kept.count) == total { return CapturedLog(head: head + kept, totalBytes: total) }
    return CapturedLog(head: head, tail: Array(kept), totalBytes: total)
  }
}
