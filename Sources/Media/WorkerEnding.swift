import Glibc
import Processes

extension MediaFailure {
  /// What a worker's death in the middle of a file says of the file.
  init(_ end: ProcessEnd) {
    guard let signal = end.signal else {
      self.init(kind: .crashed, detail: "the decoder ended by itself with exit code \(end.exitCode ?? 0)")
      return
    }
    switch signal {
    case SIGSYS:
      self.init(kind: .confinementBreach, detail: "the decoder tried a system call that it may not make (SIGSYS)")
    case SIGXCPU:
      self.init(kind: .timedOut, detail: "the decoder used up its CPU time (SIGXCPU)")
    case SIGKILL:
      self.init(kind: .outOfMemory, detail: "the system killed the decoder (SIGKILL), most likely for its memory")
    default:
      self.init(kind: .crashed, detail: "the decoder crashed (\(signalName(signal)))")
    }
  }
}

/// `SIGSEGV` and the like; `signal 34` for those without a name here.
private func signalName(_ signal: Int32) -> String {
  switch signal {
  case SIGSEGV: "SIGSEGV"
  case SIGABRT: "SIGABRT"
  case SIGBUS: "SIGBUS"
  case SIGILL: "SIGILL"
  case SIGFPE: "SIGFPE"
  case SIGTRAP: "SIGTRAP"
  case SIGTERM: "SIGTERM"
  default: "signal \(signal)"
  }
}
