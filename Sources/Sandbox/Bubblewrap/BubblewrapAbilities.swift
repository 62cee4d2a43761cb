import Glibc

extension EngineAbilities {
  /// What bubblewrap and the control groups that hold can do about each limit.
  ///
  /// - Parameters:
  ///   - holds: the roles the trial run found to work.
  ///   - isRoot: whether the harness is root.
  ///   - hasSwap: whether the machine has swap space, which a memory limit may not cover.
  init(holds: Set<String>, isRoot: Bool, hasSwap: Bool) {
    func has(_ roles: ControlGroupPlacement.Role...) -> Bool { roles.contains { holds.contains($0.rawValue) } }
    let memory: Ability = has(.memory1, .memory2) ? .enforced : .observed
    let processes: Ability = has(.pids1, .pids2) || holds.contains("nproc") ? .enforced : .unavailable
    let cpus: Ability = has(.cpu1, .cpu2) ? .enforced : .unavailable
    let cpuTime: Ability = has(.cpuacct1, .cpu2) ? .enforced : .observed
    var limits: [LimitName: Ability] = [:]
    for name in LimitName.allCases { limits[name] = .enforced }
    limits[.memory] = memory
    limits[.processes] = processes
    limits[.cpus] = cpus
    limits[.cpuTime] = cpuTime

    let delegate =
      isRoot
      ? "make the cgroup file systems writable" : "start genlock with systemd-run --user --scope -p Delegate=yes"
    var caveats: [String] = []
    if memory != .enforced {
      caveats.append("memory is looked at several times a second and not held by the kernel; \(delegate)")
    }
    if memory == .enforced, hasSwap, !has(.swap1, .swap2) {
      caveats.append("swap is not counted against the memory limit; swapoff -a, or boot with swapaccount=1")
    }
    if processes != .enforced { caveats.append("the process limit is not held; \(delegate)") }
    if processes == .enforced, !has(.pids1, .pids2) {
      caveats.append("a process limit that is met shows only as the model's own failure; \(delegate)")
    }
    if cpus != .enforced { caveats.append("the CPU quota is not held; \(delegate)") }
    if cpuTime != .enforced { caveats.append("CPU time is sampled, not counted by the kernel; \(delegate)") }
    self.init(limits: limits, isolation: Self.promises(isRoot: isRoot), caveats: caveats)
  }

  private static func promises(isRoot: Bool) -> [String] {
    [
      "no network", "read-only root and model", "own processes, IPC, host name and users", "no capabilities",
      "no new privileges", "seccomp filter", "no nested namespaces", "no inherited environment or descriptors",
      isRoot ? "runs as an unprivileged user of the host" : "runs as the user who started genlock",
    ]
  }
}

/// Whether the machine has swap space.
func machineHasSwap() -> Bool {
  (systemFile("/proc/swaps") ?? "").split(separator: "\n").count > 1
}
