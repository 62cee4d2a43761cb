/// The exit codes of every command; docs and README hold the same table.
enum ExitStatus: Int32, Sendable {
  /// Valid and complete.
  case accepted = 0
  /// The submission or the files have findings of severity error.
  case rejected = 1
  /// Bad arguments.
  case usage = 2
  /// Engine, library, disk, a required weight: trying again may help.
  case environment = 3
  /// A bug of ours.
  case harness = 4
  /// Incomplete, can be resumed.
  case incomplete = 5
  /// Interrupted from the terminal; the journal is whole.
  case interrupted = 130
  /// Terminated; the journal is whole.
  case terminated = 143
}

/// Ends a command with a status, after a message where there is something to say.
struct CommandFailure: Error, Sendable {
  /// The exit status.
  let status: ExitStatus
  /// What is printed on standard error; nil where everything was said already.
  let message: String?
  /// What to do.
  let help: String?

  init(_ status: ExitStatus, _ message: String? = nil, help: String? = nil) {
    self.status = status
    self.message = message
    self.help = help
  }
}
