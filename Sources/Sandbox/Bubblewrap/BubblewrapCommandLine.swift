import Glibc
import Quantities

/// Builds bwrap's arguments for one invocation, and the list of host paths they bind.
struct BubblewrapCommandLine {
  /// Host paths to stage; empty where nothing is staged.
  private(set) var sources: [String] = []
  private(set) var arguments: [WardenConfiguration.Argument] = []
  private let stages: Bool

  /// Where the warden stages the sources, in a mount namespace of its own.
  private static let stage = "/tmp"
  /// The user the model is inside the sandbox.
  static let innerUser = "1000"

  /// Lays out the sandbox of `invocation`.
  ///
  /// - Parameter stages: whether sources are bound onto a stage first, because the harness is root and the sandbox not.
  init(_ invocation: Invocation, stages: Bool) {
    self.stages = stages
    add(
      "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session", "--clearenv",
      "--cap-drop", "ALL", "--uid", Self.innerUser, "--gid", Self.innerUser, "--hostname", "sandbox")
    switch invocation.root {
    case .host: addHostRoot()
    case .folder(let path): addFolderRoot(path, holdsModel: invocation.model == nil)
    }
    addKernelFolders(shm: invocation.limits.shm)
    addWritableFolders(invocation.limits)
    addModel(invocation)
    for (name, value) in invocation.environment.sorted(by: { $0.key < $1.key }) { add("--setenv", name, value) }
    add("--remount-ro", "/")
  }

  mutating func add(_ texts: String...) { arguments += texts.map { .text($0) } }

  mutating func addFile(_ path: String, _ content: String) { arguments.append(.file(path: path, content: content)) }

  /// Shows `hostPath` read-only at `path`.
  mutating func bind(_ hostPath: String, at path: String) { add("--ro-bind", source(hostPath), path) }

  /// What bwrap must be given to reach `hostPath`.
  mutating func source(_ hostPath: String) -> String {
    guard stages else { return hostPath }
    sources.append(hostPath)
    return "\(Self.stage)/\(sources.count - 1)"
  }

  private mutating func addKernelFolders(shm: ByteCount) {
    add("--proc", "/proc", "--dev", "/dev")
    addTmpfs("/dev/shm", size: shm, permissions: "1777")
    // bwrap's /dev is a tmpfs without a size; devices still work when it is read-only.
    add("--remount-ro", "/dev")
    // Thread pools and NUMA libraries size themselves by these.
    add("--perms", "0755", "--dir", "/sys", "--perms", "0755", "--dir", "/sys/devices")
    for folder in ["/sys/devices/system/cpu", "/sys/devices/system/node"] where access(folder, F_OK) == 0 {
      bind(folder, at: folder)
    }
  }

  private mutating func addWritableFolders(_ limits: InvocationLimits) {
    addTmpfs("/scratch", size: limits.scratch, permissions: "0755")
    add("--perms", "1777", "--dir", "/scratch/tmp", "--perms", "0700", "--dir", "/scratch/.run")
    add("--symlink", "scratch/tmp", "/tmp")
    addTmpfs("/out", size: limits.output, permissions: "0755")
    add("--perms", "0755", "--dir", "/in")
  }

  /// A tmpfs of a size; no size would mean half of the machine's memory.
  private mutating func addTmpfs(_ path: String, size: ByteCount, permissions: String) {
    add("--size", "\(max(4096, size.bytes))", "--perms", permissions, "--tmpfs", path)
  }

  private mutating func addModel(_ invocation: Invocation) {
    for (name, path) in invocation.inputs.sorted(by: { $0.key < $1.key }) { bind(path, at: "/in/\(name)") }
    if let model = invocation.model { bind(model, at: "/model") }
    add("--chdir", invocation.model != nil || hasModelFolder(invocation.root) ? "/model" : "/")
  }

  private func hasModelFolder(_ root: RootFilesystem) -> Bool {
    guard case .folder(let path) = root else { return false }
    var status = stat()
    return lstat(path + "/model", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
