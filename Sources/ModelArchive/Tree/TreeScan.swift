import CLinux
import Glibc

/// One thing found in a folder, as it is on disk.
struct ScannedEntry {
  /// The path beneath the scanned folder, its names as the file system spells them.
  let path: [UInt8]
  /// Type, size, times.
  let status: stat

  /// The file type bits.
  var type: mode_t { status.st_mode & S_IFMT }
  /// Whether anybody may execute it.
  var isExecutable: Bool { status.st_mode & 0o111 != 0 }
  /// The time of the last change of content, in nanoseconds since 1970.
  var modified: Int64 { Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec) }
}

/// Lists a folder and everything beneath it without following symlinks.
struct TreeScan {
  /// What was found, ordered by the bytes of the path.
  private(set) var entries: [ScannedEntry] = []
  /// Whether the scan stopped at the cap on entries.
  private(set) var isCut = false

  /// Scans the folder behind `root` (which stays open), at most `limits.entries` entries. Folders are
  /// entered down to `limits.depth`, so that what lies one too deep is seen and what lies deeper is not walked.
  init(of root: Int32, named rootPath: String, limits: ArchiveLimits) throws(ArchiveError) {
    var pending: [(path: [UInt8], depth: Int)] = [([], 0)]
    while let (folder, depth) = pending.popLast(), !isCut {
      let place = folder.isEmpty ? rootPath : "\(rootPath)/\(printable(folder))"
      let descriptor = genlock_open_beneath(
        root, folder.isEmpty ? [46, 0] : cString(folder), O_RDONLY | O_DIRECTORY, 0)
      if descriptor < 0 { throw ArchiveError("open folder", place) }
      for (name, status) in try Self.list(descriptor, named: place, limit: limits.entries - entries.count + 1) {
        if entries.count == limits.entries {
          isCut = true
          break
        }
        let path = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
        entries.append(ScannedEntry(path: path, status: status))
        if status.st_mode & S_IFMT == S_IFDIR, depth + 1 <= limits.depth { pending.append((path, depth + 1)) }
      }
    }
    entries.sort { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// The names in one folder, at most `limit` of them; takes over `descriptor`.
  private static func list(
    _ descriptor: Int32, named place: String, limit: Int
  ) throws(ArchiveError) -> [(name: [UInt8], status: stat)] {
    guard let stream = fdopendir(descriptor) else {
      let error = ArchiveError("read folder", place)
      close(descriptor)
      throw error
    }
    defer { closedir(stream) }
    var found: [(name: [UInt8], status: stat)] = []
    while found.count < limit {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw ArchiveError("read folder", place) }
        break
      }
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [46] || name == [46, 46] { continue }
      var status = stat()
      if fstatat(descriptor, cString(name), &status, AT_SYMLINK_NOFOLLOW) != 0 {
        throw ArchiveError("examine", "\(place)/\(printable(name))")
      }
      found.append((name, status))
    }
    return found
  }
}

/// A name's bytes with the zero that C wants behind them.
func cString(_ name: [UInt8]) -> [CChar] { name.map { CChar(bitPattern: $0) } + [0] }
