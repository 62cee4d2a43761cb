import Testing

@testable import Sandbox

/// Where control groups may go, for machines of every make.
struct ControlGroupLayoutTests {
  struct Machine: Sendable, CustomTestStringConvertible {
    var name: String
    var cgroup: String
    var mounts: String
    var writable: Set<String>
    /// Folder to the controllers it passes on.
    var subtree: [String: Set<String>] = [:]
    /// `role parent`, in order.
    var placements: [String]
    var testDescription: String { name }
  }

  private static func mount(_ root: String, _ point: String, _ type: String, _ options: String) -> String {
    "30 20 0:25 \(root) \(point) rw,nosuid shared:4 - \(type) \(type) rw,\(options)\n"
  }

  static let unifiedMount = mount("/", "/sys/fs/cgroup", "cgroup2", "nsdelegate")
  static let systemd: [String: Set<String>] = [
    "/sys/fs/cgroup": ["cpu", "memory", "pids"], "/sys/fs/cgroup/user.slice": ["cpu", "memory", "pids"],
    "/sys/fs/cgroup/user.slice/user-1000.slice": ["cpu", "memory", "pids"],
    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service": ["memory", "pids"],
    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice": ["memory", "pids"],
  ]
  static let scope = "/user.slice/user-1000.slice/user@1000.service/app.slice/run-u7.scope"

  static let machines = [
    Machine(
      name: "hybrid, root, controllers in their roots",
      cgroup: "4:memory:/job/7\n3:pids:/\n2:cpuacct:/\n1:cpu:/\n0::/\n",
      mounts: mount("/", "/cg/cpu", "cgroup", "cpu") + mount("/", "/cg/cpuacct", "cgroup", "cpuacct")
        + mount("/", "/cg/memory", "cgroup", "memory") + mount("/", "/cg/pids", "cgroup", "pids")
        + mount("/", "/cg/unified", "cgroup2", ""),
      writable: ["/cg/memory/job/7", "/cg/pids", "/cg/cpu", "/cg/cpuacct", "/cg/unified"],
      placements: [
        "memory1 /cg/memory/job/7", "swap1 /cg/memory/job/7", "pids1 /cg/pids", "cpu1 /cg/cpu",
        "cpuacct1 /cg/cpuacct", "kill2 /cg/unified",
      ]),
    Machine(
      name: "version 1 with cpu and cpuacct mounted together", cgroup: "2:cpu,cpuacct:/a\n",
      mounts: mount("/", "/cg/cpu,cpuacct", "cgroup", "cpu,cpuacct"), writable: ["/cg/cpu,cpuacct/a"],
      placements: ["cpu1 /cg/cpu,cpuacct/a", "cpuacct1 /cg/cpu,cpuacct/a"]),
    Machine(
      name: "version 1 in a container that sees its own group as root", cgroup: "2:pids:/docker/abc\n",
      mounts: mount("/docker/abc", "/cg/pids", "cgroup", "pids"), writable: ["/cg/pids"],
      placements: ["pids1 /cg/pids"]),
    Machine(
      name: "version 1, read-only", cgroup: "2:pids:/docker/abc\n",
      mounts: mount("/docker/abc", "/cg/pids", "cgroup", "pids"), writable: [], placements: []),
    Machine(
      name: "version 2, a user's scope", cgroup: "0::\(scope)\n", mounts: unifiedMount,
      writable: [
        "/sys/fs/cgroup" + scope,
        "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice",
        "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service",
      ], subtree: systemd,
      placements: ["memory2", "swap2", "pids2", "kill2"].map {
        $0 + " /sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice"
      }),
    Machine(
      name: "version 2, a login session that owns nothing", cgroup: "0::/user.slice/user-1000.slice/session-3.scope\n",
      mounts: unifiedMount, writable: [], subtree: systemd, placements: []),
    Machine(
      name: "version 2, root's session stays beneath its slice",
      cgroup: "0::/user.slice/user-1000.slice/session-3.scope\n", mounts: unifiedMount,
      writable: [
        "/sys/fs/cgroup", "/sys/fs/cgroup/user.slice", "/sys/fs/cgroup/user.slice/user-1000.slice",
        "/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope",
      ], subtree: systemd,
      placements: ["memory2", "swap2", "pids2", "cpu2", "kill2"].map {
        $0 + " /sys/fs/cgroup/user.slice/user-1000.slice"
      }),
    Machine(
      name: "version 2, only the root passes controllers on: it is never used", cgroup: "0::/batch/job-7\n",
      mounts: unifiedMount,
      writable: ["/sys/fs/cgroup", "/sys/fs/cgroup/batch", "/sys/fs/cgroup/batch/job-7"],
      subtree: ["/sys/fs/cgroup": ["cpu", "memory", "pids"]], placements: ["kill2 /sys/fs/cgroup/batch/job-7"]),
    Machine(
      name: "a mount point with a space", cgroup: "0::/\n", mounts: mount("/", "/cg/my\\040groups", "cgroup2", ""),
      writable: ["/cg/my groups"], placements: ["kill2 /cg/my groups"]),
    Machine(name: "no control groups", cgroup: "", mounts: "", writable: [], placements: []),
    Machine(
      name: "nonsense", cgroup: "x\n::\n:::\n1:a", mounts: "- - - -\n1 2 3\n", writable: ["", "/"], placements: []),
  ]

  @Test(arguments: machines) func groupsGoBeneathOurOwn(_ machine: Machine) {
    let layout = ControlGroupLayout(cgroup: machine.cgroup, mounts: machine.mounts)
    let placements = layout.placements(
      isWritable: machine.writable.contains, subtreeControllers: { machine.subtree[$0] ?? [] })
    #expect(placements.map { "\($0.role.rawValue) \($0.parent)" } == machine.placements)
  }
}
