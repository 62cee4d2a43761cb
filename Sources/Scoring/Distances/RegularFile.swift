import Features
import Glibc

/// Reads a file of features or statistics whole.
enum RegularFile {
  /// Most bytes that are read: 2 GiB, a million samples of 512 single-precision features.
  private static let mostBytes = 1 << 31

  /// The bytes of a regular file.
  ///
  /// - Throws: `system` where the system refuses or the file is no regular file, `tooLarge`.
  static func bytes(of path: String) throws(FeatureFileError) -> [UInt8] {
    // Without O_NONBLOCK a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .system("it is not a regular file") }
    let size = Int(status.st_size)
    guard size <= mostBytes else { throw .tooLarge(bytes: size, most: mostBytes) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { failure = errno }
        // A file that shrinks meanwhile ends early; the reader of the bytes then says that it is cut off.
        if count <= 0 { break }
        filled += count
      }
    }
    guard failure == 0 else { throw .system(String(cString: strerror(failure))) }
    return bytes
  }
}
