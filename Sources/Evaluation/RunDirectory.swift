import Glibc

/// The folder of one run: `run.json`, `journal/`, `outputs/<sample>/`, `logs/<sample>.{out,err}`, `report.*`.
///
/// Holding a value of this type holds the run's lock: two processes never write one run.
public final class RunDirectory {
  /// The folder's path.
  public let path: String
  private let lock: Int32

  /// Creates a new run folder; one that exists already must be empty.
  ///
  /// - Throws: `RunError` where it cannot be made, or is there already.
  public static func create(at path: String) throws(RunError) -> RunDirectory {
    try FileSystem.makeFolder(path)
    guard try FileSystem.names(in: path).isEmpty else {
      throw RunError(
        .usage, "\(path) already holds something", help: "use `genlock resume \(path)`, or name another folder")
    }
    let directory = try RunDirectory(locking: path)
    for name in ["journal", "outputs", "logs"] { try FileSystem.makeFolder("\(path)/\(name)") }
    return directory
  }

  /// Opens an existing run folder for writing.
  ///
  /// - Throws: `RunError` where it is not a run folder or another process holds it.
  public static func open(at path: String) throws(RunError) -> RunDirectory {
    guard FileSystem.kind(of: path + "/run.json") == .file else {
      throw RunError(
        .usage, "\(path) is not a run folder: it has no run.json", help: "name a folder made by `genlock run`")
    }
    return try RunDirectory(locking: path)
  }

  private init(locking path: String) throws(RunError) {
    self.path = path
    lock = Glibc.open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw RunError(.environment, "cannot open \(path)/lock: \(FileSystem.lastError)") }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw RunError(.usage, "\(path) is being written by another genlock", help: "wait for it, or stop it first")
    }
  }

  deinit { close(lock) }

  /// The manifest's path.
  var manifestPath: String { path + "/run.json" }
  /// The journal this process writes.
  var journalPath: String { path + "/journal/main.jsonl" }

  /// The folder of a sample's outputs.
  func outputs(of sample: String) -> String { Self.outputs(of: sample, in: path) }

  /// The folder of a sample's outputs in the run folder at `path`.
  static func outputs(of sample: String, in path: String) -> String { "\(path)/outputs/\(sample)" }

  /// The path of a sample's log: `out` or `err`.
  func log(of sample: String, _ stream: String) -> String { "\(path)/logs/\(sample).\(stream)" }
}
