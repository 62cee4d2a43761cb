import CLinux
import Glibc

/// Builds a tree beneath a folder; no step follows a symlink, whatever the tree holds.
final class TreeWriter {
  private let root: Int32
  private let rootPath: String
  private var lastParent: (path: String, descriptor: Int32)?

  /// Opens the folder at `path`, which must exist and be empty.
  init(at path: String) throws(ArchiveError) {
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    rootPath = path
    if root < 0 { throw ArchiveError("open", path) }
  }

  deinit {
    if let lastParent { close(lastParent.descriptor) }
    close(root)
  }

  /// Makes a folder with mode 0755; the one above it exists.
  func makeDirectory(_ path: String) throws(ArchiveError) {
    let (parent, name) = try parentAndName(of: path)
    if mkdirat(parent, name, 0o755) != 0 || fchmodat(parent, name, 0o755, 0) != 0 {
      throw ArchiveError("create folder", full(path))
    }
  }

  /// Makes a new, empty file of mode 0644 or 0755 and returns a descriptor for writing; the caller closes it.
  func makeFile(_ path: String, isExecutable: Bool) throws(ArchiveError) -> Int32 {
    let (parent, name) = try parentAndName(of: path)
    let file = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if file < 0 { throw ArchiveError("create file", full(path)) }
    if fchmod(file, isExecutable ? 0o755 : 0o644) != 0 {
      let error = ArchiveError("set the mode of", full(path))
      close(file)
      throw error
    }
    return file
  }

  /// Makes a symlink; its target is not looked at.
  func makeSymlink(_ path: String, to target: String) throws(ArchiveError) {
    let (parent, name) = try parentAndName(of: path)
    if symlinkat(target, parent, name) != 0 { throw ArchiveError("create symlink", full(path)) }
  }

  /// Where a symlink leads, by the kernel's own resolution beneath the root.
  func resolve(_ path: String) throws(ArchiveError) -> SymlinkEnd {
    try SymlinkEnd(of: path, beneath: root, named: rootPath)
  }

  private func full(_ path: String) -> String { "\(rootPath)/\(path)" }

  private func parentAndName(of path: String) throws(ArchiveError) -> (Int32, String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (root, path) }
    let parent = String(path[..<slash])
    let name = String(path[path.utf8.index(after: slash)...])
    if let lastParent, lastParent.path.utf8.elementsEqual(parent.utf8) { return (lastParent.descriptor, name) }
    let descriptor = genlock_open_beneath(root, parent, O_RDONLY | O_DIRECTORY, 0)
    if descriptor < 0 { throw ArchiveError("open", full(parent)) }
    if let lastParent { close(lastParent.descriptor) }
    lastParent = (parent, descriptor)
    return (descriptor, name)
  }
}

/// Where a symlink leads.
enum SymlinkEnd {
  /// Something inside.
  case inside
  /// Somewhere outside, in one of its steps.
  case outside
  /// Nowhere: something is missing on the way, or it leads in a circle.
  case dangling

  /// Follows the symlink at `path` beneath the folder `root`.
  init(of path: String, beneath root: Int32, named rootPath: String) throws(ArchiveError) {
    let descriptor = genlock_resolve_beneath(root, path)
    if descriptor >= 0 {
      close(descriptor)
      self = .inside
      return
    }
    switch errno {
    case EXDEV: self = .outside
    case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG, EACCES: self = .dangling
    default: throw ArchiveError("follow symlink", "\(rootPath)/\(path)")
    }
  }
}
