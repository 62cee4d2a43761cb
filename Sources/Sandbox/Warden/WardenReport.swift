/// The warden's last message: what the kernel counted and how the tree ended.
struct WardenReport: Hashable {
  /// Why the warden killed the tree.
  enum Kill: String {
    case wall, cpu, memory, cancelled, orphaned
  }

  /// What could not be set up, in words; nil where everything could.
  var failure: String?
  /// Why the tree was killed; nil where it ended by itself.
  var kill: Kill?
  /// Processes were left although they were killed.
  var survivedKill = false
  /// The command's exit status as a shell gives it; nil where it never ran or was killed.
  var exitCode: Int32?
  /// Seconds from the command's start to the death of its last process; nil where it never started.
  var wallSeconds: Double?
  /// User plus system seconds.
  var cpuSeconds: Double?
  /// Bytes.
  var peakMemory: Int64?
  /// Processes the kernel killed for memory.
  var oomKills: Int64 = 0
  /// Forks the kernel refused.
  var processRefusals: Int64 = 0
  var measurement = Measurement.none
  /// The sized folders that were full at the end.
  var full: Set<LimitName> = []
  /// The roles of control groups that hold (and `nproc`), and for each of the others why not.
  var holds: Set<String> = []
  var problems: [String] = []

  init() {}

  /// Reads `key=value` lines; unknown keys and values that do not fit are skipped, because both sides are built together.
  init(_ text: some StringProtocol) {
    for line in text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      take(key: line[..<equals], value: String(line[line.index(after: equals)...]))
    }
  }

  private mutating func take(key: some StringProtocol, value: String) {
    switch key {
    case "failure": failure = value
    case "killed": kill = Kill(rawValue: value)
    case "survived": survivedKill = true
    case "exit": exitCode = Int32(value)
    case "wall-ns": wallSeconds = Double(value).map { $0 * 1e-9 }
    case "cpu-ns": cpuSeconds = Double(value).map { $0 * 1e-9 }
    case "peak-bytes": peakMemory = Int64(value)
    case "oom-kills": oomKills = Int64(value) ?? 0
    case "process-refusals": processRefusals = Int64(value) ?? 0
    case "measurement": measurement = Measurement(rawValue: value) ?? .none
    case "full": if let name = LimitName(rawValue: value) { full.insert(name) }
    case "holds": holds.insert(value)
    case "problem": problems.append(value)
    default: break
    }
  }
}
