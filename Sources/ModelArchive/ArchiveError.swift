import Glibc

/// A failure of ours while unpacking: a full disk, a cache that cannot be written, a file that changed meanwhile.
public struct ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was being done.
  public let action: String
  /// The file or folder it was done to.
  public let path: String
  /// The reason, in words.
  public let reason: String
  /// What to do; nil where nothing helps but trying again.
  public let help: String?

  /// Makes an error.
  public init(action: String, path: String, reason: String, help: String? = nil) {
    self.action = action
    self.path = path
    self.reason = reason
    self.help = help
  }

  /// Makes an error from `errno` as it is at this moment, or from a saved value of it.
  init(_ action: String, _ path: String, errno code: Int32 = errno) {
    let help: String? =
      switch code {
      case ENOSPC, EDQUOT: "free some disk space, or move the cache with XDG_CACHE_HOME"
      case EACCES, EPERM, EROFS: "check the permissions, or move the cache with XDG_CACHE_HOME"
      default: nil
      }
    self.init(action: action, path: path, reason: String(cString: strerror(code)), help: help)
  }

  /// One sentence, with the way out where there is one.
  public var description: String {
    let text = "cannot \(action) \(path): \(reason)"
    return help.map { "\(text) (\($0))" } ?? text
  }
}
