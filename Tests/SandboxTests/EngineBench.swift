import Findings
import Glibc
import Quantities
import Sandbox
import Testing

/// Runs small scripts under an engine; the conformance suites are written against it, so that a further engine only
/// has to be added to `all`.
struct EngineBench: Sendable, CustomTestStringConvertible {
  let engine: any Engine
  var testDescription: String { engine.name }

  /// Every engine that works on this machine.
  static let all: [EngineBench] = (try? BubblewrapEngine()).map { [EngineBench(engine: $0)] } ?? []

  /// The engines that hold every one of `limits` here.
  static func holding(_ limits: LimitName...) -> [EngineBench] {
    all.filter { bench in limits.allSatisfy { bench.engine.abilities.limits[$0] == .enforced } }
  }

  /// Whether a refused fork is counted, so that it can be told from the model's own failure.
  var countsRefusedForks: Bool { !engine.abilities.caveats.contains { $0.contains("process limit that is met") } }

  /// Roomy limits, with a wall clock that no honest script meets.
  static let limits = InvocationLimits(
    wall: .seconds(60), memory: .mebibytes(512), processes: 256, shm: .mebibytes(64), scratch: .mebibytes(64),
    output: .mebibytes(4), outputEntries: 16, log: .mebibytes(1))

  /// Runs `command` with the base environment and collects `outputs` into `folder`.
  func run(
    _ command: [String], limits: InvocationLimits = Self.limits, outputs: [OutputPlan.Planned] = [],
    into folder: borrowing TemporaryFolder, model: String? = nil, root: RootFilesystem = .host,
    environment: [String: String] = [:], inputs: [String: String] = [:]
  ) throws -> InvocationRecord {
    try engine.run(
      Invocation(
        sample: "0007", command: command,
        environment: SandboxEnvironment.base.merging(environment) { _, new in new }, root: root, model: model,
        inputs: inputs, limits: limits),
      collecting: OutputPlan(files: outputs, destination: folder.path))
  }

  /// Runs a shell script.
  func shell(
    _ script: String, limits: InvocationLimits = Self.limits, outputs: [OutputPlan.Planned] = [],
    into folder: borrowing TemporaryFolder
  ) throws -> InvocationRecord {
    try run(["/bin/sh", "-c", script], limits: limits, outputs: outputs, into: folder)
  }

  /// Runs a Python script.
  func python(
    _ script: String, limits: InvocationLimits = Self.limits, outputs: [OutputPlan.Planned] = [],
    into folder: borrowing TemporaryFolder
  ) throws -> InvocationRecord {
    try run(["/usr/bin/python3", "-c", script], limits: limits, outputs: outputs, into: folder)
  }
}

/// A folder that goes with its owner.
struct TemporaryFolder: ~Copyable {
  let path: String

  init(mode: mode_t = 0o755) throws {
    var template = Array("/tmp/genlock-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TestFailure("mkdtemp: \(String(cString: strerror(errno)))") }
    path = String(cString: made)
    chmod(path, mode)
  }

  /// Writes a file beneath the folder and gives its path.
  @discardableResult func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws -> String {
    let path = "\(path)/\(name)"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw TestFailure("open \(path)") }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count, fchmod(file, mode) == 0 else {
      throw TestFailure("write")
    }
    return path
  }

  /// Makes a folder beneath the folder and gives its path.
  func makeFolder(_ name: String, mode: mode_t = 0o755) throws -> String {
    let path = "\(path)/\(name)"
    guard mkdir(path, mode) == 0, chmod(path, mode) == 0 else { throw TestFailure("mkdir \(path)") }
    return path
  }

  deinit { removeTree(path) }
}

/// Removes a folder and all beneath it; what cannot be removed stays in /tmp.
private func removeTree(_ path: String) {
  guard let folder = opendir(path) else { return }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  closedir(folder)
  for name in names where unlink(path + "/" + name) != 0 { removeTree(path + "/" + name) }
  rmdir(path)
}

/// Something the test itself needs did not work.
struct TestFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A log's bytes as text.
func text(_ log: CapturedLog) -> String { String(decoding: log.head + log.tail, as: UTF8.self) }
