import Glibc

/// Standard output for data, standard error for everything else.
enum Console {
  /// Writes data to standard output.
  ///
  /// A reader that went away (`head`) is no failure: the rest is dropped, and the command still does its work and ends
  /// with its own status. Anything else that keeps data from its reader is one.
  ///
  /// - Throws: `CommandFailure` of status environment.
  static func printData(_ text: String) throws(CommandFailure) {
    let code = write(text, to: STDOUT_FILENO)
    guard code == 0 || code == EPIPE else {
      throw CommandFailure(
        .environment, "cannot write to standard output: \(String(cString: strerror(code)))",
        help: "make room where the output goes to, or write the report to a file elsewhere with --output")
    }
  }

  /// Writes a line for people to standard error; that it cannot be written stops nothing.
  static func printLine(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

  /// Writes text for people to standard error as it is.
  static func printRaw(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Whether a descriptor is a terminal that understands control sequences.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 && environment("TERM") != "dumb" }

  /// Columns of the terminal on standard output or error, 100 where there is none.
  static var width: Int {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 {
      if size.ws_col >= 40 { return Int(size.ws_col) }
    }
    return environment("COLUMNS").flatMap { Int($0) }.map { max(40, $0) } ?? 100
  }

  /// An environment variable; nil where it is unset or empty.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Gives a standard stream that the caller closed to `/dev/null`: else a file opened later, the journal for one, would
  /// take its number and what is printed would land in it.
  static func occupyClosedStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)  // Takes the lowest free number, which is this one.
    }
  }

  /// - Returns: 0, or the error number that ended the writing.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return count < 0 ? errno : EIO }
      offset += count
    }
    return 0
  }
}
