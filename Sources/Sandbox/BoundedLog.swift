/// Takes any amount of bytes and keeps the first and the last of them.
struct BoundedLog {
  private let headLimit: Int
  private let tailLimit: Int
  private var head: [UInt8] = []
  /// A ring once it is full; `next` is where the oldest byte lies and the next one goes.
  private var tail: [UInt8] = []
  private var next = 0
  private var total: Int64 = 0

  /// Keeps `limit` bytes, half of them at each end.
  init(limit: Int64) {
    let whole = Int(clamping: max(0, limit))
    headLimit = whole - whole / 2
    tailLimit = whole / 2
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    total += Int64(bytes.count)
    let taken = min(headLimit - head.count, bytes.count)
    if taken > 0 { head += UnsafeRawBufferPointer(rebasing: bytes[..<taken]) }
    guard taken < bytes.count, tailLimit > 0 else { return }
    appendToTail(UnsafeRawBufferPointer(rebasing: bytes[taken...].suffix(tailLimit)))
  }

  private mutating func appendToTail(_ bytes: UnsafeRawBufferPointer) {
    let growth = min(tailLimit - tail.count, bytes.count)
    if growth > 0 { tail += UnsafeRawBufferPointer(rebasing: bytes[..<growth]) }
    var rest = UnsafeRawBufferPointer(rebasing: bytes[growth...])
    while !rest.isEmpty {
      let count = min(rest.count, tailLimit - next)
      tail.withUnsafeMutableBytes { ring in
        UnsafeMutableRawBufferPointer(rebasing: ring[next..<next + count])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      }
      next = (next + count) % tailLimit
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// The log; nothing dropped means that all of it is in the head.
  var captured: CapturedLog {
    let ordered = Array(tail[next...] + tail[..<next])
    if Int64(head.count + tail.count) == total { return CapturedLog(head: head + ordered, totalBytes: total) }
    return CapturedLog(head: head, tail: ordered, totalBytes: total)
  }
}
