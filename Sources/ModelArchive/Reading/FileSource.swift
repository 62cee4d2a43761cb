import Glibc

/// The bytes of the archive file, read in order, and how far the reading came.
final class FileSource {
  private let descriptor: Int32
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)

  /// Whether the end of the file was met: a failure after that is a file that is too short.
  private(set) var isAtEnd = false
  /// The `errno` of a failed read; 0 for none.
  private(set) var failure: Int32 = 0

  /// Reads from the start of `descriptor`, which stays the caller's.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    if lseek(descriptor, 0, SEEK_SET) != 0 { failure = errno }
  }

  deinit { buffer.deallocate() }

  /// The next bytes, valid until the next call; empty at the end, nil where reading failed.
  func next() -> UnsafeRawBufferPointer? {
    if failure != 0 { return nil }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { return UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
      if count == 0 {
        isAtEnd = true
        return UnsafeRawBufferPointer(start: buffer.baseAddress, count: 0)
      }
      if errno != EINTR {
        failure = errno
        return nil
      }
    }
  }
}
