import Glibc

/// A descriptor that is closed when its owner goes out of scope.
struct OwnedDescriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { if number >= 0 { close(number) } }
}

/// Reads what a system file (`/proc`, `/sys`) holds; nil where it cannot be read.
func systemFile(_ path: String) -> String? {
  let file = OwnedDescriptor(open(path, O_RDONLY | O_CLOEXEC))
  guard file.number >= 0 else { return nil }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  while true {
    let count = read(file.number, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
    bytes += buffer[..<count]
  }
}

/// Where a symbolic link points, unresolved; nil where `path` is none.
func linkTarget(_ path: String) -> String? {
  var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = buffer.withUnsafeMutableBytes { raw -> Int in
    guard let base = raw.baseAddress else { return -1 }
    return readlink(path, base.assumingMemoryBound(to: CChar.self), raw.count)
  }
  return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
}

/// The names in a folder, sorted, without `.` and `..`; nil where it cannot be read.
func folderEntries(_ path: String) -> [String]? {
  guard let folder = opendir(path) else { return nil }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = entryName(entry)
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// The name of a directory entry as text; bytes that are not UTF-8 become U+FFFD.
func entryName(_ entry: UnsafeMutablePointer<dirent>) -> String {
  withUnsafePointer(to: &entry.pointee.d_name) { name in
    name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
  }
}
