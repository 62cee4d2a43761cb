import Glibc

/// Standard output for data, standard error for everything else.
enum Console {
  /// Writes data to standard output; a reader that went away (a closed pipe) ends the program quietly, as `head` expects.
  static func printData(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a line for people to standard error.
  static func printLine(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Writes text for people to standard error as it is.
  static func printRaw(_ text: String) { write(text, to: STDERR_FILENO) }

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

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EPIPE { exit(0) }
      if count <= 0 { return }
      offset += count
    }
  }
}
