import CLinux
import Glibc
import Quantities

/// Names for control groups that say whose they are, and the sweeping of those whose owner is dead.
struct HarnessIdentity: Hashable {
  /// The inode of the process-id namespace, the process and its start time: no other process ever has all three.
  var namespace: String
  var process: Int32
  var start: String

  private static let prefix = "genlock"

  init(namespace: String, process: Int32, start: String) {
    self.namespace = namespace
    self.process = process
    self.start = start
  }

  /// This process; nil where `/proc` is not mounted.
  static func current() -> HarnessIdentity? {
    guard let link = linkTarget("/proc/self/ns/pid"), let start = startTime(of: getpid()) else { return nil }
    return HarnessIdentity(namespace: link.filter(\.isNumber), process: getpid(), start: start)
  }

  /// Reads the owner out of a group's name; nil for names that are not ours.
  init?(groupName: String) {
    let parts = groupName.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == Self.prefix, let process = Int32(parts[2]), Int(parts[4]) != nil else {
      return nil
    }
    self.init(namespace: String(parts[1]), process: process, start: String(parts[3]))
  }

  /// The name of the group of this harness's run number `run`.
  func groupName(run: Int) -> String { "\(Self.prefix)-\(namespace)-\(process)-\(start)-\(run)" }

  /// Whether the process this identity names is still the one that runs under its number.
  var isAlive: Bool { Self.startTime(of: process) == start }

  /// Field 22 of proc(5)'s `stat`: ticks from boot to the process's start.
  private static func startTime(of process: Int32) -> String? {
    guard let text = systemFile("/proc/\(process)/stat"), let afterName = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: afterName)...].split(separator: " ")
    return fields.count > 19 ? String(fields[19]) : nil
  }
}

/// Removes what harnesses that were killed together with their wardens left in control groups.
enum Leftovers {
  /// Kills and removes the groups in `parents` whose owner is dead; gives their paths.
  ///
  /// Groups of another process-id namespace are left alone: whether their owner lives cannot be seen from here.
  static func sweep(_ parents: Set<String>, namespace: String) -> [String] {
    var swept: [String] = []
    for parent in parents.sorted() {
      for name in folderEntries(parent) ?? [] {
        guard let owner = HarnessIdentity(groupName: name), owner.namespace == namespace, !owner.isAlive else {
          continue
        }
        if remove(parent + "/" + name) { swept.append(parent + "/" + name) }
      }
    }
    return swept
  }

  /// Kills every process of the group and removes it; false where that takes longer than two seconds.
  static func remove(_ group: String) -> Bool {
    for _ in 0..<200 {
      killAll(in: group)
      if rmdir(group) == 0 || errno == ENOENT { return true }
      guard errno == EBUSY else { return false }
      usleep(10_000)
    }
    return false
  }

  private static func killAll(in group: String) {
    let kill = OwnedDescriptor(open(group + "/cgroup.kill", O_WRONLY | O_CLOEXEC))
    if kill.number >= 0 {
      var one = UInt8(ascii: "1")
      if write(kill.number, &one, 1) == 1 { return }
    }
    let file = group + "/cgroup.procs"
    for process in processes(file) {
      let handle = OwnedDescriptor(genlock_pidfd_open(process))
      // Looked at again once it is held: a number that was reused in between is somebody else's.
      guard handle.number >= 0, processes(file).contains(process) else { continue }
      _ = genlock_pidfd_send_signal(handle.number, SIGKILL)
    }
  }

  private static func processes(_ file: String) -> Set<Int32> {
    Set((systemFile(file) ?? "").split(separator: "\n").compactMap { Int32($0) })
  }
}
