/// A block of elements that vectors may read, zeroed, aligned to a cache line and freed with its owner.
final class AlignedMemory<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(count: Int, zero: Element) {
    self.count = max(count, 1)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: self.count * MemoryLayout<Element>.stride, alignment: max(64, MemoryLayout<Element>.alignment))
    base = raw.bindMemory(to: Element.self, capacity: self.count)
    base.initialize(repeating: zero, count: self.count)
  }

  convenience init(_ elements: [Element], zero: Element) {
    self.init(count: elements.count, zero: zero)
    for (index, element) in elements.enumerated() { base[index] = element }
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
