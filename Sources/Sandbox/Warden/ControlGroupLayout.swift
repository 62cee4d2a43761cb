/// One thing a control group does, and the group beneath which ours goes.
struct ControlGroupPlacement: Hashable {
  /// The names the warden knows.
  enum Role: String, CaseIterable {
    case memory1, swap1, pids1, cpu1, cpuacct1, memory2, swap2, pids2, cpu2, kill2
  }

  var role: Role
  var parent: String
}

/// Where this process may make control groups, read from `/proc/self/cgroup` and `/proc/self/mountinfo`.
///
/// Version 1 groups go beneath our own group of each hierarchy. In version 2 a group that holds processes cannot pass
/// controllers on, so ours go beneath the nearest ancestor that has `memory` and `pids` in `cgroup.subtree_control`, but
/// never beneath the root of the hierarchy unless we are in it ourselves: that would escape the accounting of a batch
/// system or a container.
struct ControlGroupLayout {
  /// A hierarchy: its controllers (empty for version 2), the folder it is mounted on, and our group in it.
  struct Hierarchy: Hashable {
    var controllers: Set<String>
    var isUnified: Bool
    var mountPoint: String
    var ownGroup: String

    /// Our own group's folder.
    var ownFolder: String { ownGroup == "/" ? mountPoint : mountPoint + ownGroup }
  }

  var hierarchies: [Hierarchy]

  init(cgroup: String, mounts: String) {
    hierarchies = Self.parse(cgroup: cgroup, mounts: mounts)
  }

  /// The layout of this process.
  static func current() -> ControlGroupLayout {
    ControlGroupLayout(
      cgroup: systemFile("/proc/self/cgroup") ?? "", mounts: systemFile("/proc/self/mountinfo") ?? "")
  }

  /// Every role that may work, best first; the warden's trial run says which do.
  ///
  /// - Parameters:
  ///   - isWritable: whether a folder may be written to.
  ///   - subtreeControllers: the controllers a version 2 group passes on.
  func placements(
    isWritable: (String) -> Bool, subtreeControllers: (String) -> Set<String>
  ) -> [ControlGroupPlacement] {
    let rolesByController: [(String, [ControlGroupPlacement.Role])] = [
      ("memory", [.memory1, .swap1]), ("pids", [.pids1]), ("cpu", [.cpu1]), ("cpuacct", [.cpuacct1]),
    ]
    var result: [ControlGroupPlacement] = []
    for (controller, roles) in rolesByController {
      guard let hierarchy = hierarchies.first(where: { $0.controllers.contains(controller) }),
        isWritable(hierarchy.ownFolder)
      else { continue }
      result += roles.map { ControlGroupPlacement(role: $0, parent: hierarchy.ownFolder) }
    }
    if let unified = hierarchies.first(where: \.isUnified) {
      result += Self.unifiedPlacements(unified, isWritable, subtreeControllers)
    }
    return result
  }

  private static func unifiedPlacements(
    _ hierarchy: Hierarchy, _ isWritable: (String) -> Bool, _ subtreeControllers: (String) -> Set<String>
  ) -> [ControlGroupPlacement] {
    for folder in candidates(hierarchy) where isWritable(folder) {
      let controllers = subtreeControllers(folder)
      guard controllers.isSuperset(of: ["memory", "pids"]) else { continue }
      let roles: [ControlGroupPlacement.Role] =
        [.memory2, .swap2, .pids2] + (controllers.contains("cpu") ? [.cpu2] : []) + [.kill2]
      return roles.map { ControlGroupPlacement(role: $0, parent: folder) }
    }
    // Without controllers a group still kills and tells when it is empty.
    guard isWritable(hierarchy.ownFolder) else { return [] }
    return [ControlGroupPlacement(role: .kill2, parent: hierarchy.ownFolder)]
  }

  /// Our own group and its ancestors, nearest first, without a root that is not our own.
  private static func candidates(_ hierarchy: Hierarchy) -> [String] {
    var folders = [hierarchy.ownFolder]
    var group = hierarchy.ownGroup
    while let slash = group.lastIndex(of: "/"), slash != group.startIndex {
      group = String(group[..<slash])
      folders.append(hierarchy.mountPoint + group)
    }
    return folders
  }

  private static func parse(cgroup: String, mounts: String) -> [Hierarchy] {
    let mountLines = mounts.split(separator: "\n").compactMap(Mount.init)
    return cgroup.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      let isUnified = parts[1].isEmpty
      let controllers = Set(parts[1].split(separator: ",").map(String.init))
      let mount = mountLines.last {
        isUnified ? $0.type == "cgroup2" : $0.type == "cgroup" && !controllers.isDisjoint(with: $0.options)
      }
      guard let mount, let own = mount.visible(String(parts[2])) else { return nil }
      return Hierarchy(controllers: controllers, isUnified: isUnified, mountPoint: mount.point, ownGroup: own)
    }
  }
}

/// A line of mountinfo, as proc(5) lays it out.
private struct Mount {
  var root: String
  var point: String
  var type: String
  var options: Set<String>

  init?(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { return nil }
    root = unescape(fields[3])
    point = unescape(fields[4])
    type = String(fields[dash + 1])
    options = Set(fields[dash + 3].split(separator: ",").map(String.init))
  }

  /// A group's path as seen through this mount; nil where the mount does not show it.
  func visible(_ group: String) -> String? {
    if root == "/" { return group }
    if group == root { return "/" }
    return group.hasPrefix(root + "/") ? String(group.dropFirst(root.count)) : nil
  }
}

/// Undoes the octal escapes of mountinfo (`\040` is a space).
private func unescape(_ field: Substring) -> String {
  var bytes: [UInt8] = []
  var rest = Array(field.utf8)[...]
  while let byte = rest.first {
    let digits = rest.dropFirst().prefix(3)
    if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (48...55).contains($0) }) {
      bytes.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 48) }))
      rest = rest.dropFirst(4)
    } else {
      bytes.append(byte)
      rest = rest.dropFirst()
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
