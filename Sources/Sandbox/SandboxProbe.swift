import Glibc
import Processes

/// One thing `genlock doctor` looks at before a model can run here.
public struct SandboxCheck: Sendable, Hashable {
  /// How it stands.
  public enum State: String, Sendable, Hashable, Codable {
    /// As it should be.
    case ok
    /// Models run, but something is not held or not counted.
    case warn
    /// No model can run.
    case fail
  }

  /// What was looked at: `bubblewrap`, `memory limit`, ...
  public var name: String
  /// How it stands.
  public var state: State
  /// What was seen, in words.
  public var detail: String
  /// What to do; nil where there is nothing to do.
  public var fix: String?

  /// Makes a check's result.
  public init(name: String, state: State, detail: String, fix: String? = nil) {
    self.name = name
    self.state = state
    self.detail = detail
    self.fix = fix
  }
}

/// Looks at everything the bubblewrap engine stands on, and says what to mend.
public enum SandboxProbe {
  /// Runs every check; blocks the calling thread for some 20 ms.
  public static func checks() -> [SandboxCheck] {
    var checks: [SandboxCheck] = []
    do {
      let installation = try BubblewrapInstallation.find()
      checks.append(
        SandboxCheck(
          name: "bubblewrap", state: .ok, detail: "\(installation.version) at \(installation.bubblewrap)"))
      checks.append(SandboxCheck(name: "supervisor", state: .ok, detail: installation.warden))
      checks += trialChecks(installation)
    } catch {
      checks.append(SandboxCheck(name: "bubblewrap", state: .fail, detail: error.reason, fix: error.help))
    }
    return checks + [user(), openFiles()]
  }

  private static func trialChecks(_ installation: BubblewrapInstallation) -> [SandboxCheck] {
    do {
      let trial = try BubblewrapTrial.run(installation)
      let abilities = EngineAbilities(
        holds: trial.report.holds, isRoot: BubblewrapTrial.isRoot, hasSwap: machineHasSwap())
      return [
        SandboxCheck(name: "user namespaces", state: .ok, detail: "a sandbox was built and ran a program"),
        SandboxCheck(name: "seccomp", state: .ok, detail: "the filter was built and loaded"),
      ] + limits(abilities, trial)
    } catch {
      return [SandboxCheck(name: "user namespaces", state: .fail, detail: error.reason, fix: error.help)]
    }
  }

  private static func limits(_ abilities: EngineAbilities, _ trial: BubblewrapTrial) -> [SandboxCheck] {
    let names: [(LimitName, String, String)] = [
      (.memory, "memory limit", "memory"), (.processes, "process limit", "process"), (.cpus, "CPU quota", "CPU quota"),
      (.cpuTime, "CPU time limit", "CPU time"),
    ]
    var checks: [SandboxCheck] = names.map { name, title, word in
      let ability = abilities.limits[name] ?? .unavailable
      let caveat = abilities.caveats.first { $0.contains(word) }
      let parts = caveat?.split(separator: "; ", maxSplits: 1).map(String.init) ?? []
      return SandboxCheck(
        name: title, state: ability == .enforced && caveat == nil ? .ok : .warn,
        detail: parts.first ?? "enforced by \(groups(for: name, trial))", fix: parts.count > 1 ? parts[1] : nil)
    }
    let kills = trial.report.holds.contains(ControlGroupPlacement.Role.kill2.rawValue)
    checks.append(
      SandboxCheck(
        name: "certain death", state: .ok,
        detail: kills ? "by process namespace and cgroup.kill" : "by process namespace"))
    return checks
  }

  private static func groups(for name: LimitName, _ trial: BubblewrapTrial) -> String {
    let roles: [ControlGroupPlacement.Role] =
      switch name {
      case .memory: [.memory1, .memory2]
      case .processes: [.pids1, .pids2]
      case .cpus: [.cpu1, .cpu2]
      default: [.cpuacct1, .cpu2]
      }
    return trial.placements.first { roles.contains($0.role) }.map { "control groups beneath \($0.parent)" }
      ?? "a limit of the sandbox's user"
  }

  private static func user() -> SandboxCheck {
    BubblewrapTrial.isRoot
      ? SandboxCheck(name: "user", state: .ok, detail: "root; models run as an unprivileged user")
      : SandboxCheck(
        name: "user", state: .ok, detail: "user \(geteuid()); models run as this user, without its files in sight")
  }

  private static func openFiles() -> SandboxCheck {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return SandboxCheck(name: "open files", state: .warn, detail: "the limit cannot be read")
    }
    let enough = limit.rlim_max >= 4096
    return SandboxCheck(
      name: "open files", state: enough ? .ok : .warn, detail: "at most \(limit.rlim_max) for a process",
      fix: enough ? nil : "raise the hard limit: ulimit -Hn 65536, or LimitNOFILE= of the service")
  }
}
