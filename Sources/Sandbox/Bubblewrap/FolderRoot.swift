import Glibc

extension BubblewrapCommandLine {
  /// The root of an unpacked image: its top-level entries one by one, because a whole root bound read-only has no room
  /// for mount points. The contract's own folders win over those of the image.
  mutating func addFolderRoot(_ path: String, holdsModel: Bool) {
    let ours: Set<String> = ["proc", "dev", "sys", "tmp", "in", "out", "scratch"]
    let root = source(path)
    for name in folderEntries(path) ?? [] where !ours.contains(name) && (holdsModel || name != "model") {
      var status = stat()
      guard lstat(path + "/" + name, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFLNK: if let target = linkTarget(path + "/" + name) { add("--symlink", target, "/" + name) }
      case S_IFDIR, S_IFREG: add("--ro-bind", root + "/" + name, "/" + name)
      default: continue
      }
    }
  }
}
