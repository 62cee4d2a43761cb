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
    if failure.hasSuffix("Permission denied") {
      return
        "\(name) may not be executed in the sandbox: it needs its executable bit and must be readable for everybody"
    }
    guard failure.hasSuffix("No such file or directory") else { return "\(name) could not be executed: \(failure)" }
    if !program.contains("/") {
      let path = visible(invocation.environment["PATH"] ?? "")
      return "there is no program \(name) in the sandbox's PATH (\(path))"
    }
    return existsInModel(program, invocation)
      ? "\(name) is there, but the interpreter of its #! line, or its loader, is not in the sandbox"
      : "there is no program \(name) in the sandbox"
  }

  private static func existsInModel(_ program: String, _ invocation: Invocation) -> Bool {
    guard let model = invocation.model else { return false }
    let relative = program.hasPrefix("/model/") ? String(program.dropFirst(7)) : program
    return !relative.hasPrefix("/") && access(model + "/" + relative, F_OK) == 0
  }
}
