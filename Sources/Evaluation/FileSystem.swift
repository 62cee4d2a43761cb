import Glibc

/// The few file operations a run needs, each return code checked, each made durable where it has to be.
enum FileSystem {
  /// The system's words for `errno`.
  static var lastError: String { String(cString: strerror(errno)) }

  /// Makes a folder and those above it that are missing.
  static func makeFolder(_ path: String) throws(RunError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let cut = path.lastIndex(of: "/"), cut > path.startIndex else {
      throw RunError(.environment, "cannot create the folder \(path): \(lastError)")
    }
    try makeFolder(String(path[..<cut]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw RunError(.environment, "cannot create the folder \(path): \(lastError)")
    }
  }

  /// Writes a whole file: temporary name, rename; durably unless told otherwise: fsync before, fsync of the folder after.
  static func write(_ bytes: [UInt8], to path: String, durably: Bool = true) throws(RunError) {
    let temporary = path + ".partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw RunError(.environment, "cannot write \(temporary): \(lastError)") }
    do throws(RunError) {
      try writeAll(bytes, to: descriptor, path: temporary)
    } catch {
      close(descriptor)
      throw error
    }
    let synced = durably ? fsync(descriptor) : 0
    guard close(descriptor) == 0, synced == 0, rename(temporary, path) == 0 else {
      throw RunError(.environment, "cannot finish writing \(path): \(lastError)")
    }
    if durably { try syncFolder(containing: path) }
  }

  /// Writes every byte, however many calls it takes.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(RunError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress?.advanced(by: offset), raw.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw RunError(.environment, "cannot write \(path): \(lastError)") }
      offset += count
    }
  }

  /// Makes a folder's entries durable.
  static func syncFolder(containing path: String) throws(RunError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw RunError(.environment, "cannot open the folder \(folder): \(lastError)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw RunError(.environment, "cannot sync the folder \(folder): \(lastError)") }
  }

  /// Reads a whole file; nil where it does not exist.
  static func read(_ path: String) throws(RunError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw RunError(.environment, "cannot read \(path): \(lastError)")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw RunError(.environment, "cannot read \(path): \(lastError)") }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// The names in a folder, sorted, without `.` and `..`; empty where it does not exist.
  static func names(in folder: String) throws(RunError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw RunError(.environment, "cannot list the folder \(folder): \(lastError)")
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw RunError(.environment, "cannot list the folder \(folder): \(lastError)") }
    return names.sorted()
  }

  /// Removes a file or a folder with everything in it, following no symlink; what is not there is no error.
  static func remove(_ path: String) throws(RunError) {
    if unlink(path) == 0 || errno == ENOENT { return }
    for name in try names(in: path) { try remove("\(path)/\(name)") }
    guard rmdir(path) == 0 || errno == ENOENT else {
      throw RunError(.environment, "cannot remove \(path): \(lastError)")
    }
  }

  /// The kind of what is at `path`, symlinks followed; nil where there is nothing.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The absolute path of what is at `path`, symlinks resolved; `path` as it is where there is nothing.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether `path` itself is a symlink.
  static func isSymlink(_ path: String) -> Bool { oddity(of: path) == Self.symlink }

  /// What `path` itself is where it is there and no regular file, in words: "a symbolic link", "a FIFO".
  static func oddity(of path: String) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFLNK: symlink
    case S_IFDIR: "a folder"
    case S_IFIFO: "a FIFO"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }

  private static let symlink = "a symbolic link"

  /// What a path names.
  enum Kind { case file, folder, other }
}
