import Digests
import Findings
import Glibc

/// The cache of unpacked archives: one read-only folder an archive, keyed by the SHA-256 of its bytes.
///
/// A bundle is built in a folder of its own and appears under its digest by one rename, while a lock keeps other
/// processes from building the same one. A process that is killed leaves a partial folder that the next one removes, and
/// a lock that the kernel released.
public struct BundleStore: Sendable, Hashable {
  /// The folder everything is kept in; made where it is missing.
  public let cacheDirectory: String

  /// Makes a store over a folder, an absolute path.
  public init(cacheDirectory: String) { self.cacheDirectory = cacheDirectory }

  /// The bundle of the archive at `path`, unpacked now or found in the cache.
  ///
  /// - Returns: the bundle, or what is wrong with the archive; nothing of a refused archive is kept.
  /// - Throws: `ArchiveError` for what is not the archive's fault: no space, no permission, a file that changes while it
  ///   is read.
  public func unpack(archive path: String, limits: ArchiveLimits = .standard) throws(ArchiveError) -> UnpackResult {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    if file < 0 {
      guard errno == ENOENT || errno == ENOTDIR else { throw ArchiveError("open", path) }
      return .rejected([Finding(ModelArchiveRules.unreadable, "there is no such file", at: Location(file: path))])
    }
    defer { close(file) }
    let before = try status(of: file, path)
    guard before.st_mode & S_IFMT == S_IFREG else {
      let message = "the archive is not a regular file"
      return .rejected([Finding(ModelArchiveRules.unreadable, message, at: Location(file: path))])
    }
    guard let digest = SHA256Digest.ofContents(of: file) else { throw ArchiveError("read", path) }

    let slot = try BundleSlot(digest, in: cacheDirectory)
    if let bundle = try slot.reuse(archive: path, limits: limits) { return .bundle(bundle) }
    let result = try slot.build(archive: path, descriptor: file, size: Int64(before.st_size), limits: limits) {
      () throws(ArchiveError) in
      let after = try status(of: file, path)
      if after.st_size != before.st_size || after.st_mtim.tv_sec != before.st_mtim.tv_sec
        || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec
      {
        throw ArchiveError(
          action: "unpack", path: path, reason: "the file changed while it was read", help: "start again")
      }
    }
    return result
  }

  private func status(of file: Int32, _ path: String) throws(ArchiveError) -> stat {
    var status = stat()
    if fstat(file, &status) != 0 { throw ArchiveError("examine", path) }
    return status
  }
}
