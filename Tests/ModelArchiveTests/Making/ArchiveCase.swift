import Digests
import Findings
import Glibc
import ModelArchive
import Testing

/// A folder of a test's own, removed with everything in it at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/genlock-archive-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    // `names` is empty for everything that is not a folder; a symlink to one is removed before it would be entered.
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws -> String {
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    try #require(file >= 0)
    defer { close(file) }
    try #require(bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count)
    return "\(path)/\(name)"
  }

  /// The store whose cache is in this folder.
  var store: BundleStore { BundleStore(cacheDirectory: "\(path)/cache") }

  /// Unpacks bytes as an archive.
  func unpack(_ bytes: [UInt8], limits: ArchiveLimits = .standard) throws -> UnpackResult {
    try store.unpack(archive: try write("archive", bytes), limits: limits)
  }
}

extension UnpackResult {
  /// The bundle; fails the test where the archive was refused.
  func bundle() throws -> ModelBundle {
    if case .rejected(let findings) = self { Issue.record("refused: \(findings.map(\.message))") }
    guard case .bundle(let bundle) = self else { throw Refused() }
    return bundle
  }

  /// The codes of the errors, in order; empty for a bundle.
  var errors: [String] {
    guard case .rejected(let findings) = self else { return [] }
    return findings.filter { $0.severity == .error }.map(\.rule.rawValue)
  }

  private struct Refused: Error {}
}

/// The whole text of a file.
func contents(_ path: String) throws -> String {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  try #require(file >= 0, "cannot open \(path)")
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
  return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
}

/// Everything beneath a folder, for tests that nothing was left behind.
func names(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
  }
  return names.filter { $0 != "." && $0 != ".." }.sorted()
}
