import Glibc
import Processes
import TestSupport

/// The built programs, run as a user runs them.
enum Command {
  /// What a command did.
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The path of the built `genlock`.
  static let genlock = (ProgramLocator.executableFolder() ?? ".") + "/genlock"

  /// Starts `genlock` with its output and errors in files beneath `folder`.
  static func start(
    _ arguments: [String], in folder: String, name: String = "command", environment: [String: String] = [:]
  ) throws -> ChildProcess {
    let output = try create("\(folder)/\(name).out")
    let errors = try create("\(folder)/\(name).err")
    defer {
      close(output)
      close(errors)
    }
    var variables = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "XDG_CACHE_HOME": folder + "/cache", "LANG": "C.UTF-8",
    ]
    variables.merge(environment) { _, own in own }
    return try ChildProcess.start(genlock, arguments, environment: variables, descriptors: [1: output, 2: errors])
  }

  /// Runs `genlock` to its end.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Result {
    let end = try start(arguments, in: folder, environment: environment).wait()
    return Result(
      status: end.exitCode ?? -(end.signal ?? 0), output: read("\(folder)/command.out"),
      errors: read("\(folder)/command.err"))
  }

  /// A file's text; empty where there is none.
  static func read(_ path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Writes a file.
  static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws {
    guard let file = fopen(path, "we") else { throw TemporaryFolder.Failure(errno: errno) }
    fputs(text, file)
    fclose(file)
    chmod(path, mode)
  }

  private static func create(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw TemporaryFolder.Failure(errno: errno) }
    return descriptor
  }
}
