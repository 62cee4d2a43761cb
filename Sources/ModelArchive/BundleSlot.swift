import CLinux
import Digests
import Findings
import Glibc
import Quantities

/// The place of one archive in the cache, held by this process until the value goes away.
final class BundleSlot {
  private let digest: SHA256Digest
  private let folder: String
  private let partial: String
  private let lock: Int32

  /// Takes the slot, waiting for another process that holds it.
  init(_ digest: SHA256Digest, in cache: String) throws(ArchiveError) {
    self.digest = digest
    folder = "\(cache)/bundles/\(digest.hexadecimal)"
    partial = "\(cache)/bundles/\(digest.hexadecimal).partial"
    try makeFolders(to: "\(cache)/bundles")
    let lockPath = "\(cache)/bundles/\(digest.hexadecimal).lock"
    lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    if lock < 0 { throw ArchiveError("open", lockPath) }
    while flock(lock, LOCK_EX) != 0 {
      if errno != EINTR {
        let error = ArchiveError("lock", lockPath)
        close(lock)
        throw error
      }
    }
  }

  // Closing releases the lock; the file stays, because removing it would let two processes hold two locks.
  deinit { close(lock) }

  /// The finished bundle, where there is one whose tree is as it was left and that keeps these limits.
  func reuse(archive: String, limits: ArchiveLimits) throws(ArchiveError) -> ModelBundle? {
    guard let text = try readText("\(folder)/manifest"), let manifest = BundleManifest(text: text) else { return nil }
    let root = open("\(folder)/root", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if root < 0 { return nil }
    defer { close(root) }
    let tree = try BundleTree(of: root, at: "\(folder)/root", named: archive, limits: limits)
    guard BundleManifest(tree.entries, findings: []).hasSameTree(as: manifest) else { return nil }
    let bundle = bundle(of: tree, findings: manifest.findings(file: archive))
    return bundle.totalBytes <= limits.totalBytes.bytes ? bundle : nil
  }

  /// Unpacks the archive behind `descriptor` into the slot. `confirm` is asked before the bundle appears.
  func build(
    archive: String, descriptor: Int32, size: Int64, limits: ArchiveLimits,
    confirm: () throws(ArchiveError) -> Void
  ) throws(ArchiveError) -> UnpackResult {
    try removeTree(at: partial)
    try removeTree(at: folder)
    try makeFolders(to: "\(partial)/root")
    do throws(ArchiveError) {
      let result = try fill(archive: archive, descriptor: descriptor, size: size, limits: limits)
      try confirm()
      guard case .bundle = result else {
        try removeTree(at: partial)
        return result
      }
      if rename(partial, folder) != 0 { throw ArchiveError("rename", partial) }
      return result
    } catch {
      // The first error is the one to tell; what is left is removed by the next process that takes the slot.
      try? removeTree(at: partial)
      throw error
    }
  }

  private func fill(
    archive: String, descriptor: Int32, size: Int64, limits: ArchiveLimits
  ) throws(ArchiveError) -> UnpackResult {
    var extraction = try Extraction(of: archive, size: size, into: "\(partial)/root", limits: limits)
    try extraction.run(descriptor)
    let findings = extraction.findings
    if findings.contains(where: { $0.severity == .error }) { return .rejected(findings) }
    let root = open("\(partial)/root", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if root < 0 { throw ArchiveError("open", "\(partial)/root") }
    defer { close(root) }
    let tree = try BundleTree(of: root, at: "\(partial)/root", named: archive, limits: limits)
    try writeText(BundleManifest(tree.entries, findings: findings).text, to: "\(partial)/manifest")
    // One call for the whole file system: a call a file would cost minutes for a bundle of many small files.
    if genlock_sync_file_system(root) != 0 { throw ArchiveError("write to disk", partial) }
    return .bundle(bundle(of: tree, findings: findings))
  }

  private func bundle(of tree: BundleTree, findings: [Finding]) -> ModelBundle {
    ModelBundle(
      root: "\(folder)/root", digest: digest, origin: .archive, entries: tree.entries.map(\.entry), findings: findings)
  }
}

/// Makes a folder and those above it, with mode 0755; folders that are there are left as they are.
private func makeFolders(to path: String) throws(ArchiveError) {
  var current = ""
  for name in path.split(separator: "/") {
    current += "/\(name)"
    if mkdir(current, 0o755) != 0 && errno != EEXIST { throw ArchiveError("create folder", current) }
  }
}

/// The text of a small file; nil where there is none.
private func readText(_ path: String) throws(ArchiveError) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
  if file < 0 {
    if errno == ENOENT { return nil }
    throw ArchiveError("open", path)
  }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    if count > 0 { bytes += buffer[..<count] }
    if count == 0 { return String(validating: bytes, as: UTF8.self) }
    if count < 0 && errno != EINTR { throw ArchiveError("read", path) }
  }
}

/// Writes a new file.
private func writeText(_ text: String, to path: String) throws(ArchiveError) {
  let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
  if file < 0 { throw ArchiveError("create file", path) }
  defer { close(file) }
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      throw ArchiveError("write", path)
    }
  }
}
