import Quantities

/// What the warden is told, as it travels: NUL-separated `key=value` in a memory file.
struct WardenConfiguration {
  /// The unprivileged user a root harness becomes before anything of the model's is touched.
  enum User: Hashable {
    /// A user and a group with one number.
    case shared(UInt32)
    /// The number plus the warden's process id: a user that no other process on the machine is.
    case own(base: UInt32)

    /// Numbers from here on are used by no distribution, directory service or container tool; process ids fit above.
    private static let base: UInt32 = 0x7000_0000
    private static let largestProcess: UInt32 = 1 << 22

    /// An own user where this user namespace has the numbers for it, `nobody` in a small one (a rootless container).
    ///
    /// - Parameter map: `/proc/self/uid_map` or `gid_map`, both asked for.
    static func fitting(maps: [String]) -> User {
      let fits = maps.allSatisfy { map in
        map.split(separator: "\n").contains { line in
          let fields = line.split(separator: " ").compactMap { UInt64($0) }
          return fields.count == 3 && fields[0] <= base && fields[0] + fields[2] > base + largestProcess
        }
      }
      return fits ? .own(base: base) : .shared(65534)
    }
  }

  /// bwrap's path.
  var bubblewrap: String
  /// The name of the control groups.
  var name: String
  /// bwrap's arguments in order, and the files it makes among them.
  var arguments: [Argument]
  /// Program and arguments inside the sandbox.
  var command: [String]
  /// Host paths the warden stages as `/tmp/0`, `/tmp/1`, ...; empty where nothing is staged.
  var sources: [String]
  /// The user to become; nil where the harness is not root.
  var user: User?
  /// Where the control groups go, with the roles they have.
  var groups: [ControlGroupPlacement]
  /// Whether a control group that does not hold ends the run before it starts.
  var isStrict: Bool
  /// The limits.
  var limits: InvocationLimits

  /// One of bwrap's arguments, or a read-only file that is made at this point.
  enum Argument: Hashable {
    case text(String)
    case file(path: String, content: String)
  }

  /// Descriptors a model may hold; what the host allows where that is less.
  static let openFiles = 65536

  /// The bytes; nil where a text holds a NUL and so could pass for two.
  func encoded() -> [UInt8]? {
    var entries: [(String, String)] = [("bwrap", bubblewrap), ("name", name)]
    for argument in arguments {
      switch argument {
      case .text(let text): entries.append(("argument", text))
      case .file(let path, let content): entries.append(("file", path + "\n" + content))
      }
    }
    entries += command.map { ("command", $0) }
    entries += sources.map { ("source", $0) }
    entries += groups.map { ("group", "\($0.role.rawValue) \($0.parent)") }
    switch user {
    case .shared(let number): entries += [("uid", "\(number)"), ("gid", "\(number)")]
    case .own(let base): entries.append(("user-base", "\(base)"))
    case nil: break
    }
    if isStrict { entries.append(("strict", "1")) }
    entries += encodedLimits()
    var bytes: [UInt8] = []
    for (key, value) in entries {
      guard !value.utf8.contains(0) else { return nil }
      bytes += key.utf8
      bytes.append(UInt8(ascii: "="))
      bytes += value.utf8
      bytes.append(0)
    }
    return bytes
  }

  private func encodedLimits() -> [(String, String)] {
    // Beyond every folder's size, so that a full folder is an error to the model (ENOSPC) and not a signal.
    let largestFile = max(limits.output.bytes, limits.scratch.bytes, limits.shm.bytes) + 1 << 20
    var entries = [
      ("wall-ns", "\(nanoseconds(limits.wall))"), ("processes", "\(max(1, limits.processes))"),
      ("file-size", "\(largestFile)"), ("open-files", "\(Self.openFiles)"),
    ]
    if let cpuTime = limits.cpuTime { entries.append(("cpu-ns", "\(max(1, nanoseconds(cpuTime)))")) }
    if let memory = limits.memory { entries.append(("memory", "\(max(4096, memory.bytes))")) }
    // The kernel takes no quota under a millisecond of the 100 ms period.
    if let cpus = limits.cpus { entries.append(("cpu-quota-us", "\(max(1000, Int64((cpus * 100_000).rounded())))")) }
    return entries
  }
}

private func nanoseconds(_ duration: Duration) -> Int64 {
  let (seconds, attoseconds) = duration.components
  return max(0, min(seconds, 400_000_000)) * 1_000_000_000 + max(0, attoseconds / 1_000_000_000)
}
