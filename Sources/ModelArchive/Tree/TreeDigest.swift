import CLinux
import Digests
import Glibc

/// The identity of a folder's contents: what its files hold, where they are and whether they can be executed.
///
/// SHA-256 over one record an entry in the order of the paths' bytes: `d <path>`, `f <-|x> <size> <sha256> <path>` or
/// `l <target> <path>`, the fields separated and the record ended by a zero byte. Times, owners and the other permission
/// bits do not count.
struct TreeDigest: ~Copyable {
  private let sum = SHA256()

  /// Starts the digest of an empty folder.
  init() { sum.update("genlock-tree-1\0") }

  /// Adds one entry, reading a file's contents beneath `root`.
  func add(_ entry: ScannedEntry, as kind: BundleEntry.Kind, beneath root: Int32, named rootPath: String)
    throws(ArchiveError)
  {
    switch kind {
    case .directory: sum.update("d\0")
    case .symlink(let target): sum.update("l\0\(target)\0")
    case .file(let size, let isExecutable):
      let file = genlock_open_beneath(root, cString(entry.path), O_RDONLY | O_NONBLOCK | O_NOCTTY, 0)
      let path = "\(rootPath)/\(printable(entry.path))"
      if file < 0 { throw ArchiveError("open", path) }
      defer { close(file) }
      guard let digest = SHA256Digest.ofContents(of: file) else { throw ArchiveError("read", path) }
      sum.update("f\0\(isExecutable ? "x" : "-")\0\(size)\0\(digest.hexadecimal)\0")
    }
    sum.update(entry.path + [0])
  }

  /// The digest of everything added.
  consuming func finish() -> SHA256Digest { sum.finish() }
}
