import Glibc

/// Writes a report to a file: whole or not at all.
enum ReportFile {
  /// Writes `text` to a temporary name beside `path` and renames it.
  ///
  /// - Throws: `CommandFailure` of status environment.
  static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Writes `bytes` the same way.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let temporary = path + ".partial"
    guard let file = fopen(temporary, "we") else { throw failure(path) }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    let closed = fclose(file)
    guard written == bytes.count, closed == 0, rename(temporary, path) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure(.environment, "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
