import Findings
import Glibc
import Quantities

/// Why a command never ran, read from what bwrap said: nothing of the model's had started, so every line is bwrap's.
struct StartFailure: Hashable {
  var fault: Fault
  var detail: String

  /// - Parameters:
  ///   - reason: what the warden says, where it knows more than that there is no exit status.
  ///   - log: standard error.
  init(invocation: Invocation, reason: String?, log: CapturedLog) {
    let words = lastWords(of: log) ?? ""
    if let execFailure = words.split(separator: "bwrap: execvp ", maxSplits: 1).last, words.contains("bwrap: execvp ") {
      fault = .submission
      detail = Self.explain(execFailure, invocation)
    } else if words.contains("Can't chdir to /model: Permission denied") {
      fault = .environment
      detail =
        "the sandbox runs as an unprivileged user who may not enter the model's folder \(visible(invocation.model ?? ""))"
        + "; make it and its files readable for everybody (chmod -R a+rX)"
    } else {
      fault = .environment
      detail = [reason, words.isEmpty ? nil : words].compactMap { $0 }.joined(separator: ": ")
      if detail.isEmpty { detail = "bwrap ended without a word before the command ran" }
    }
  }

  private static func explain(_ failure: some StringProtocol, _ invocation: Invocation) -> String {
    let program = invocation.command.first ?? ""
    let name = visible(program)
    if isFolderInModel(program, invocation) { return "\(name) is a folder, not a program" }
    if failure.hasSuffix("Permission denied") {
      return
        "\(name) may not be executed in the sandbox: it needs its executable bit and must be readable for everybody"
    }
    guard failure.hasSuffix("No such file or directory") else { return "\(name) could not be executed: \(failure)" }
    if !program.contains("/") {
      let path = visible(invocation.environment["PATH"] ?? "")
      return "there is no program \(name) in the sandbox's PATH (\(path))"
    }
    guard let path = pathInModel(program, invocation) else { return "there is no program \(name) in the sandbox" }
    if access(path, F_OK) == 0 {
      return firstLineEndsInCarriageReturn(path)
        ? "the first line of \(name) ends as lines do on Windows (CR LF), and no interpreter has that name; save it with"
          + " Unix line ends"
        : "\(name) is there, but the interpreter of its #! line, or its loader, is not in the sandbox"
    }
    if let folder = onlyFolder(of: invocation.model), access("\(folder)/\(relative(program))", F_OK) == 0 {
      let inner = visible(String(folder.split(separator: "/").last ?? ""))
      return "there is no program \(name) in the model, but there is one in its only folder, \(inner); pack the files"
        + " from inside that folder, or name \(inner) in the command"
    }
    return "there is no program \(name) in the sandbox"
  }

  /// The program's path in the model's folder as we see it; nil where the command names one elsewhere.
  private static func pathInModel(_ program: String, _ invocation: Invocation) -> String? {
    guard let model = invocation.model, !relative(program).hasPrefix("/") else { return nil }
    return model + "/" + relative(program)
  }

  private static func relative(_ program: String) -> String {
    program.hasPrefix("/model/") ? String(program.dropFirst(7)) : program
  }

  private static func isFolderInModel(_ program: String, _ invocation: Invocation) -> Bool {
    guard program.contains("/"), let path = pathInModel(program, invocation) else { return false }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the file begins with a `#!` line that ends in a carriage return.
  private static func firstLineEndsInCarriageReturn(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var start = [UInt8](repeating: 0, count: 256)
    let count = start.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0, let end = start[..<count].firstIndex(of: UInt8(ascii: "\n")) else { return false }
    return start.starts(with: Array("#!".utf8)) && start[end - 1] == UInt8(ascii: "\r")
  }

  /// The one folder that is all there is at the top of the model; nil where there is more, or less.
  private static func onlyFolder(of model: String?) -> String? {
    guard let model, let stream = opendir(model) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 2, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.count == 1 ? "\(model)/\(names[0])" : nil
  }
}
