import CLinux
import Glibc

/// Memory that a worker writes and the harness reads: room for frames, then room for samples.
///
/// Its size is sealed, so that neither side can take pages from under the other.
package final class SharedSlot {
  /// Sizes of the two rooms in bytes.
  package struct Layout: Sendable, Hashable {
    /// Bytes for frames.
    package let frameBytes: Int
    /// Bytes for samples.
    package let sampleBytes: Int

    /// Makes a layout; frame room is rounded up to whole pages.
    package init(frameBytes: Int, sampleBytes: Int) {
      self.frameBytes = (max(1, frameBytes) + 4095) & ~4095
      self.sampleBytes = max(4096, sampleBytes)
    }

    var total: Int { frameBytes + sampleBytes }
  }

  /// The descriptor to hand over; owned by the side that created it, -1 on the other.
  let descriptor: Int32
  /// The sizes.
  package let layout: Layout
  private let base: UnsafeMutableRawPointer

  /// Creates a slot; nil where memory or descriptors are short (`errno` says which).
  init?(creating layout: Layout) {
    let descriptor = genlock_sealed_memory("genlock-media slot", layout.total)
    guard descriptor >= 0 else { return nil }
    guard let base = Self.map(descriptor, layout) else {
      close(descriptor)
      return nil
    }
    (self.descriptor, self.layout, self.base) = (descriptor, layout, base)
  }

  /// Maps the slot that `descriptor` stands for, which stays the caller's; nil where it cannot be mapped.
  package init?(mapping descriptor: Int32, _ layout: Layout) {
    guard let base = Self.map(descriptor, layout) else { return nil }
    (self.descriptor, self.layout, self.base) = (-1, layout, base)
  }

  deinit {
    munmap(base, layout.total)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Room for frames.
  package var frames: UnsafeMutableRawBufferPointer { .init(start: base, count: layout.frameBytes) }

  /// Room for samples.
  package var samples: UnsafeMutableRawBufferPointer {
    .init(start: base + layout.frameBytes, count: layout.sampleBytes)
  }

  private static func map(_ descriptor: Int32, _ layout: Layout) -> UnsafeMutableRawPointer? {
    let base = mmap(nil, layout.total, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    return base == MAP_FAILED ? nil : base
  }
}
