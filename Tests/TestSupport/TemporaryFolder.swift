import Glibc

/// Makes a folder for one test, hands its absolute path to `body` and removes it with everything in it.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = try TemporaryFolder.make()
  defer { TemporaryFolder.remove(path) }
  return try body(path)
}

/// Temporary folders of tests.
public enum TemporaryFolder {
  /// A temporary folder could not be made.
  public struct Failure: Error {
    /// The system's error number.
    public let errno: Int32

    /// Makes a failure.
    public init(errno: Int32) { self.errno = errno }
  }

  /// Makes a new empty folder beneath `TMPDIR`.
  public static func make() throws -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/genlock-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(errno: errno) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a folder with everything in it, following no symlink.
  public static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      closedir(stream)
    }
    rmdir(path)
  }
}
