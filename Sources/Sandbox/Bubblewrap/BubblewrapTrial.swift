import Glibc
import Quantities
import Synchronization

/// A whole cycle with `true` and small limits: what it reports is what this machine can do.
struct BubblewrapTrial {
  var installation: BubblewrapInstallation
  /// Placements that hold, in order.
  var placements: [ControlGroupPlacement]
  /// What the warden said.
  var report: WardenReport

  /// The user a root harness runs models as; nil where the harness is an ordinary user, who stays who it is.
  static let user: WardenConfiguration.User? =
    isRoot ? .fitting(maps: [systemFile("/proc/self/uid_map") ?? "", systemFile("/proc/self/gid_map") ?? ""]) : nil

  /// Whether this process is root and so must become somebody else before a model runs.
  static var isRoot: Bool { geteuid() == 0 }

  /// Runs the trial; blocks the calling thread for some 15 ms.
  ///
  /// - Throws: `EngineError` where no sandbox can be built here, with what blocks it and the way out.
  static func run(_ installation: BubblewrapInstallation) throws(EngineError) -> BubblewrapTrial {
    let candidates = ControlGroupLayout.current().placements(
      isWritable: { access($0, W_OK) == 0 && access($0 + "/cgroup.procs", W_OK) == 0 },
      subtreeControllers: { folder in
        Set(
          (systemFile(folder + "/cgroup.subtree_control") ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
      })
    let invocation = Invocation(
      sample: "trial", command: ["true"], environment: ["PATH": "/usr/bin:/bin"], root: .host, model: nil, inputs: [:],
      limits: InvocationLimits(
        wall: .seconds(30), memory: .mebibytes(256), processes: 64, cpus: 1, shm: .mebibytes(1), scratch: .mebibytes(1),
        output: .mebibytes(1), log: .mebibytes(1)))
    let supervision = try superviseOnce(
      invocation, installation: installation, groups: candidates, isStrict: false, cancellation: nil)
    guard supervision.report.exitCode == 0 else {
      throw explain(supervision.report, invocation, supervision.standardError)
    }
    let placements = candidates.filter { supervision.report.holds.contains($0.role.rawValue) }
    return BubblewrapTrial(installation: installation, placements: placements, report: supervision.report)
  }

  private static func explain(_ report: WardenReport, _ invocation: Invocation, _ log: CapturedLog) -> EngineError {
    let failure = StartFailure(invocation: invocation, reason: report.failure, log: log)
    return EngineError(
      engine: "bubblewrap", reason: "no sandbox can be built here: \(failure.detail)", help: userNamespaceHelp())
  }

  /// The settings that keep ordinary users from making user namespaces, as this machine has them; nil where none does.
  static func userNamespaceHelp() -> String? {
    let blocks: [(String, String, String)] = [
      ("/proc/sys/user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=15000"),
      ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sysctl -w kernel.unprivileged_userns_clone=1"),
      (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for bwrap that has userns"
      ),
    ]
    let mends = blocks.compactMap { path, value, mend in
      systemFile(path)?.split(whereSeparator: \.isWhitespace).first.map(String.init) == value ? mend : nil
    }
    guard mends.isEmpty else { return "user namespaces are blocked: \(mends.joined(separator: "; "))" }
    return "inside a container, start it so that it may make namespaces and mount /proc (docker run --privileged, or "
      + "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined)"
  }
}

/// Numbers the runs of this process, so that no two control groups have one name.
private let runCounter = Atomic<Int>(0)

/// Builds the warden's configuration for one invocation and runs it.
///
/// - Throws: `EngineError` where the warden cannot be run, or the invocation cannot be written down.
func superviseOnce(
  _ invocation: Invocation, installation: BubblewrapInstallation, groups: [ControlGroupPlacement], isStrict: Bool,
  cancellation: CancellationFlag?
) throws(EngineError) -> Supervision {
  guard let identity = HarnessIdentity.current() else {
    throw EngineError(engine: "bubblewrap", reason: "/proc is not mounted", help: "mount -t proc proc /proc")
  }
  let run = runCounter.add(1, ordering: .relaxed).newValue
  let user = BubblewrapTrial.user
  let commandLine = BubblewrapCommandLine(invocation, stages: user != nil)
  let configuration = WardenConfiguration(
    bubblewrap: installation.bubblewrap, name: identity.groupName(run: run), arguments: commandLine.arguments,
    command: invocation.command, sources: commandLine.sources, user: user,
    groups: groups, isStrict: isStrict, limits: invocation.limits)
  guard let bytes = configuration.encoded() else {
    throw EngineError(
      engine: "bubblewrap", reason: "the command, the environment or a path of sample \(invocation.sample) holds a NUL",
      help: "a program's arguments cannot hold one; take it out of the prompt or the spec")
  }
  return try Supervision.run(
    bytes, warden: installation.warden, log: invocation.limits.log.bytes, cancellation: cancellation)
}
