import Glibc

/// Reads small text files whole.
public enum FileReading {
  /// Why a file could not be read.
  public struct Failure: Error, Sendable, Hashable {
    /// The reason in words, for people: `No such file or directory`.
    public let reason: String
    /// The system's error number; 0 where the file is of a kind that is not read.
    public let code: Int32
  }

  /// The bytes of the regular file at `path`, of which at most `limit` are read.
  ///
  /// Anything that is not a regular file (a FIFO would block, a device never ends) is a failure.
  public static func bytes(path: String, atMost limit: Int) -> Result<[UInt8], Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return .failure(failure()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(failure()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a regular file"
      return .failure(Failure(reason: kind, code: 0))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, Int(clamping: status.st_size)))
    var buffer = [UInt8](repeating: 0, count: 65536)
    while bytes.count < limit {
      let count = read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(failure()) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return .success(bytes)
  }

  private static func failure() -> Failure {
    let code = errno
    return Failure(reason: String(cString: strerror(code)), code: code)
  }
}
