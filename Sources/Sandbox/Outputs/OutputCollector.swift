import CLinux
import Digests
import Glibc

/// Copies planned files out of a dead sandbox's `/out`: opened without following or waiting, hashed on the way, and
/// moved into place whole.
struct OutputCollector {
  /// What became of one planned file.
  enum Collection: Hashable {
    case copied(CollectedOutput)
    case missing
    /// It is there, but is a folder, a symbolic link, ... or cannot be read; in words.
    case unusable(String)
    /// It claims or has more bytes than allowed.
    case tooLarge(Int64)
  }

  /// The sandbox's `/out`.
  let folder: Int32
  let destination: String
  /// Bytes one file may have.
  let byteLimit: Int64

  /// Collects every planned file, in order.
  ///
  /// - Throws: `EngineError` where a copy cannot be written: that is our disk, not the model.
  func collect(_ plan: OutputPlan) throws(EngineError) -> [(OutputPlan.Planned, Collection)] {
    var result: [(OutputPlan.Planned, Collection)] = []
    var hasCopied = false
    for planned in plan.files {
      let collection = try collect(planned.name)
      if case .copied = collection { hasCopied = true }
      result.append((planned, collection))
    }
    if hasCopied { try syncFolder() }
    return result
  }

  private func collect(_ name: String) throws(EngineError) -> Collection {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return errno == ENOENT ? .missing : .unusable("cannot be looked at (\(systemMessage(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return .unusable("is \(kind(status.st_mode))") }
    let source = OwnedDescriptor(genlock_open_beneath(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0))
    guard source.number >= 0 else { return .unusable("cannot be opened (\(systemMessage(errno)))") }
    guard fstat(source.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .unusable("is not a regular file")
    }
    guard status.st_size <= byteLimit else { return .tooLarge(Int64(status.st_size)) }
    return try copy(source.number, name: name)
  }

  /// Copies to a temporary name, syncs, renames; the folder is synced once for all.
  private func copy(_ source: Int32, name: String) throws(EngineError) -> Collection {
    let final = destination + "/" + name
    let temporary = "\(destination)/.\(name).partial"
    let target = OwnedDescriptor(open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644))
    guard target.number >= 0 else { throw problem("create", temporary) }
    let digest = SHA256()
    var byteCount: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        unlink(temporary)
        return .unusable("cannot be read (\(systemMessage(errno)))")
      }
      if count == 0 { break }
      byteCount += Int64(count)
      let written = buffer.withUnsafeBytes { bytes -> Bool in
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        digest.update(part)
        return writeAll(target.number, part)
      }
      guard written else { throw abandon(temporary, "write") }
    }
    guard fsync(target.number) == 0 else { throw abandon(temporary, "sync") }
    guard rename(temporary, final) == 0 else { throw abandon(temporary, "rename") }
    return .copied(CollectedOutput(name: name, path: final, byteCount: byteCount, digest: digest.finish()))
  }

  private func syncFolder() throws(EngineError) {
    let handle = OwnedDescriptor(open(destination, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard handle.number >= 0, fsync(handle.number) == 0 else { throw problem("sync", destination) }
  }

  private func abandon(_ temporary: String, _ action: String) -> EngineError {
    let error = problem(action, temporary)
    unlink(temporary)
    return error
  }

  private func problem(_ action: String, _ path: String) -> EngineError {
    EngineError(
      engine: "output", reason: "cannot \(action) \(path): \(systemMessage(errno))",
      help: "check that the run directory exists, is writable and has room")
  }
}

private func kind(_ mode: mode_t) -> String {
  switch mode & S_IFMT {
  case S_IFLNK: "a symbolic link"
  case S_IFDIR: "a folder"
  case S_IFIFO: "a FIFO"
  case S_IFSOCK: "a socket"
  case S_IFCHR, S_IFBLK: "a device"
  default: "no regular file"
  }
}
