import CLinux
import Glibc

/// What lies beneath `/out`, looked at with a bound: names and kinds, no content.
struct FolderContents: Hashable {
  /// Files and folders seen, at all depths; counting stops one past the limit.
  var entryCount = 0
  /// Whether there is more than the limit, or the tree is too deep to walk.
  var isOverLimit = false
  /// Names directly beneath `/out` that are not planned.
  var unexpected: [String] = []
  /// Names that are not plain text, escaped.
  var strange: [String] = []

  /// Deeper trees are not walked.
  private static let depthLimit = 16
  /// Names kept of each kind.
  private static let nameLimit = 32

  /// Looks at the folder behind `descriptor` (which may be `O_PATH`).
  init(of descriptor: Int32, planned: Set<String>, entryLimit: Int) {
    walk(descriptor, prefix: "", planned: planned, entryLimit: entryLimit, depth: 0)
    unexpected.sort()
    strange.sort()
  }

  private mutating func walk(
    _ parent: Int32, prefix: String, planned: Set<String>, entryLimit: Int, depth: Int
  ) {
    // A folder the model has closed to everybody cannot be looked into; it is an unexpected entry all the same.
    let copy = genlock_open_beneath(parent, ".", O_RDONLY | O_DIRECTORY, 0)
    guard copy >= 0 else { return }
    guard let folder = fdopendir(copy) else {
      close(copy)
      return
    }
    defer { closedir(folder) }
    while !isOverLimit, let entry = readdir(folder) {
      let name = entryName(entry)
      if name == "." || name == ".." { continue }
      entryCount += 1
      isOverLimit = entryCount > entryLimit
      note(name, prefix: prefix, isPlanned: depth == 0 && planned.contains(name))
      guard Int32(entry.pointee.d_type) == Int32(DT_DIR) else { continue }
      guard depth < Self.depthLimit else {
        isOverLimit = true
        return
      }
      let child = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          OwnedDescriptor(genlock_open_beneath(copy, $0, O_RDONLY | O_DIRECTORY, 0))
        }
      }
      guard child.number >= 0 else { continue }
      walk(child.number, prefix: prefix + name + "/", planned: planned, entryLimit: entryLimit, depth: depth + 1)
    }
  }

  private mutating func note(_ name: String, prefix: String, isPlanned: Bool) {
    if !name.unicodeScalars.allSatisfy(isPlain), strange.count < Self.nameLimit {
      strange.append(visible(prefix + name))
    }
    if prefix.isEmpty, !isPlanned, unexpected.count < Self.nameLimit { unexpected.append(visible(name)) }
  }
}
