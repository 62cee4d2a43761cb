import CFFmpeg
import Glibc

/// FFmpeg's view of one open file: positioned reads on a descriptor, nothing else.
final class DescriptorInput {
  /// What FFmpeg reads through.
  private(set) var context: UnsafeMutablePointer<AVIOContext>?
  /// Size of the file in bytes.
  let size: Int64
  private let descriptor: Int32
  private var position: Int64 = 0

  /// Prepares to read `descriptor`, which stays the caller's; nil where the size or memory cannot be had.
  init?(descriptor: Int32) {
    self.descriptor = descriptor
    size = Int64(lseek(descriptor, 0, SEEK_END))
    guard size >= 0, let buffer = av_malloc(Self.bufferSize) else { return nil }
    let this = Unmanaged.passUnretained(self).toOpaque()
    context = avio_alloc_context(
      buffer.assumingMemoryBound(to: UInt8.self), Int32(Self.bufferSize), 0, this,
      { opaque, into, count in input(opaque).read(into, count) }, nil,
      { opaque, offset, whence in input(opaque).seek(offset, whence) })
    if context == nil {
      av_free(buffer)
      return nil
    }
  }

  deinit {
    if let context { av_free(context.pointee.buffer) }
    avio_context_free(&context)
  }

  /// Fills `buffer` with the bytes at `offset`; false where the file ends before.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Bool {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private func read(_ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int32) -> Int32 {
    while true {
      let count = pread(descriptor, buffer, Int(max(0, count)), off_t(position))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return genlock_error_io() }
      position += Int64(count)
      return count == 0 ? genlock_error_end() : Int32(count)
    }
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    let base: Int64
    switch whence & ~AVSEEK_FORCE {
    case AVSEEK_SIZE: return size
    case SEEK_SET: base = 0
    case SEEK_CUR: base = position
    case SEEK_END: base = size
    default: return Int64(genlock_error_invalid())
    }
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return Int64(genlock_error_invalid()) }
    position = target
    return target
  }

  private static let bufferSize = 32_768
}

/// The input behind FFmpeg's opaque pointer; valid because the input outlives every context that reads through it.
private func input(_ opaque: UnsafeMutableRawPointer?) -> DescriptorInput {
  guard let opaque else { preconditionFailure("an I/O context without its input") }
  return Unmanaged<DescriptorInput>.fromOpaque(opaque).takeUnretainedValue()
}
