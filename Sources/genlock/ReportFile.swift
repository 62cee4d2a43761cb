import Glibc

/// Writes a report to a file: whole or not at all.
enum ReportFile {
  /// Writes `text` to a temporary name beside `path` and renames it.
  ///
  /// - Throws: `CommandFailure` of status environment.
  static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Writes `bytes` the same way.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let temporary = isDevice(path) ? path : path + ".partial"
    guard let file = fopen(temporary, "we") else { throw failure(path, errno) }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    let closed = fclose(file)
    var code = written == bytes.count && closed == 0 ? 0 : errno
    guard temporary != path else {
      if code != 0 { throw failure(path, code) }
      return
    }
    if code == 0 && rename(temporary, path) != 0 { code = errno }
    if code != 0 {
      unlink(temporary)
      throw failure(path, code)
    }
  }

  /// Whether a path is something that is written to as it is: a device, a FIFO.
  static func isDevice(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
    CommandFailure(.environment, "cannot write \(path): \(String(cString: strerror(code)))")
  }
}
