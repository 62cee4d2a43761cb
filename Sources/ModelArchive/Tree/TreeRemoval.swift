import CLinux
import Glibc

/// Removes what is at `path` with everything beneath it, following no symlink; nothing there is no error.
func removeTree(at path: String) throws(ArchiveError) {
  var status = stat()
  guard lstat(path, &status) == 0 else {
    if errno == ENOENT { return }
    throw ArchiveError("examine", path)
  }
  if status.st_mode & S_IFMT == S_IFDIR {
    let root = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if root < 0 { throw ArchiveError("open folder", path) }
    defer { close(root) }
    let everything = ArchiveLimits(entries: .max - 1, depth: .max)
    // Children sort after their folder, so the reverse order empties a folder before it is removed.
    for entry in try TreeScan(of: root, named: path, limits: everything).entries.reversed() {
      let flags = entry.type == S_IFDIR ? AT_REMOVEDIR : 0
      if unlinkat(root, cString(entry.path), flags) != 0 && errno != ENOENT {
        throw ArchiveError("remove", "\(path)/\(printable(entry.path))")
      }
    }
    if rmdir(path) != 0 { throw ArchiveError("remove folder", path) }
  } else if unlink(path) != 0 {
    throw ArchiveError("remove", path)
  }
}
