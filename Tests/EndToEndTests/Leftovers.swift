import Glibc

/// What a run may leave behind on the machine: processes, mounts, control groups.
struct Leftovers: Equatable {
  var processes: [String]
  var mounts: [String]
  var groups: [String]

  /// Looks for processes whose command line holds `marker`, supervisors without a parent of ours, mounts that name the
  /// marker, and control groups whose genlock is dead. Processes and groups that are going are given a moment.
  static func look(for marker: String) -> Leftovers {
    var found = now(marker)
    for _ in 0..<40 where found != .none {
      usleep(50_000)
      found = now(marker)
    }
    return found
  }

  static let none = Leftovers(processes: [], mounts: [], groups: [])

  private static func now(_ marker: String) -> Leftovers {
    Leftovers(
      processes: names(in: "/proc").filter { Int($0) != nil && $0 != "\(getpid())" }.compactMap { pid in
        let line = Command.read("/proc/\(pid)/cmdline").map { $0 == "\0" ? " " : $0 }
        let text = String(line)
        let isOrphan = text.contains("genlock-warden") && parent(of: pid) == 1
        return text.contains(marker) || isOrphan ? "\(pid) \(text)" : nil
      },
      mounts: Command.read("/proc/self/mounts").split(separator: "\n").map(String.init).filter {
        $0.contains(marker) || $0.contains("genlock-sandbox")
      },
      groups: groups(in: "/sys/fs/cgroup", depth: 0))
  }

  /// The parent of a process; 0 where it is gone.
  private static func parent(of pid: String) -> Int {
    let status = Command.read("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("PPid:") }
    return status.flatMap { Int($0.dropFirst(5).filter { !$0.isWhitespace }) } ?? 0
  }

  /// Whether a group's name carries the process id of a genlock that lives (`genlock-<namespace>-<pid>-...`).
  private static func isInUse(_ group: String) -> Bool {
    let parts = group.split(separator: "-")
    return parts.count > 2 && access("/proc/\(parts[2])", F_OK) == 0
  }

  private static func groups(in folder: String, depth: Int) -> [String] {
    guard depth < 6 else { return [] }
    return names(in: folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [] }
      return (name.hasPrefix("genlock") && !isInUse(name) ? [path] : []) + groups(in: path, depth: depth + 1)
    }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
