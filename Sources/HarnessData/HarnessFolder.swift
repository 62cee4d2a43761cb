import Glibc

/// A folder laid out as `Harness/`, read from disk.
struct HarnessFolder {
  /// The folder's path.
  let path: String

  /// Not part of the product's data: the scripts that made the reference numbers.
  static let excluded = ["parity"]

  /// The content of the file at `name` beneath the folder; nil where it is missing, unreadable, not a regular file, or
  /// not beneath the folder.
  func file(_ name: String) -> [UInt8]? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(".."), !parts.contains("") else { return nil }
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The paths of all regular files beneath the folder, hidden ones and `excluded` folders left out, in byte order.
  func names() -> [String] {
    files(beneath: "").sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func files(beneath prefix: String) -> [String] {
    guard let folder = opendir("\(path)/\(prefix)") else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard !name.hasPrefix("."), name != "__pycache__" else { continue }
      let inside = prefix.isEmpty ? name : "\(prefix)/\(name)"
      var status = stat()
      guard lstat("\(path)/\(inside)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR where !Self.excluded.contains(inside): found += files(beneath: inside)
      case S_IFREG: found.append(inside)
      default: break
      }
    }
    return found
  }
}
