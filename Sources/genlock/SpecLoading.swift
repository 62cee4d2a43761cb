import Reporting
import Submissions

/// Reads a spec for the commands that run one.
enum SpecLoading {
  /// The spec's bytes.
  ///
  /// - Parameter help: what to do where there is none.
  /// - Throws: `CommandFailure` of status usage where the file cannot be read.
  static func source(
    _ path: String, help: String = "`genlock init` writes one to start from"
  ) throws -> SubmissionSource {
    do {
      return try SubmissionSource.load(path: path)
    } catch {
      throw CommandFailure(.usage, "\(error)", help: help)
    }
  }
}
