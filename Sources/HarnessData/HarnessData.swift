import CHarnessData
import Glibc

/// The content of a file of the folder `Harness/`, by its path there (`tracks/temporal.yaml`); nil where there is none.
///
/// The files are embedded in the program, so nothing is looked for on disk. Where the environment names a folder in
/// `GENLOCK_HARNESS`, that folder is read instead, for work on the files themselves.
public func file(_ name: String) -> [UInt8]? {
  if let folder = overridingFolder { return folder.file(name) }
  return embeddedFile(name)
}

/// The paths of all files, in the order of their bytes.
public var names: [String] { overridingFolder.map { $0.names() } ?? embeddedNames }

/// The folder named by `GENLOCK_HARNESS`, if any.
private var overridingFolder: HarnessFolder? {
  guard let value = getenv("GENLOCK_HARNESS") else { return nil }
  let path = String(cString: value)
  return path.isEmpty ? nil : HarnessFolder(path: path)
}

/// The embedded content of a file.
func embeddedFile(_ name: String) -> [UInt8]? {
  for index in 0..<genlock_harness_file_count() {
    guard let entry = genlock_harness_file_at(index)?.pointee, String(cString: entry.name) == name else { continue }
    return Array(UnsafeBufferPointer(start: entry.bytes, count: entry.size))
  }
  return nil
}

/// The paths of the embedded files.
var embeddedNames: [String] {
  (0..<genlock_harness_file_count())
    .compactMap { genlock_harness_file_at($0).map { String(cString: $0.pointee.name) } }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
