import Glibc
import Media
import Processes
import Testing

/// The `ffmpeg` tool, with which tests make their clips.
enum MediaTool {
  /// Whether it is installed, for `.enabled(if:)`.
  static var isAvailable: Bool { ProgramLocator.tool("ffmpeg") != nil }

  /// Runs it; a failure is an issue of the test.
  static func run(_ arguments: String, _ last: String) throws {
    let tool = try #require(ProgramLocator.tool("ffmpeg"))
    let words = ["-v", "error", "-y", "-nostdin"] + arguments.split(separator: " ").map(String.init) + [last]
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    let end = try ChildProcess.start(tool, words, environment: [:], descriptors: [1: null]).wait()
    try #require(end.exitCode == 0, "ffmpeg \(arguments)")
  }

  /// 12 frames of a moving test picture at 8 fps, as an input.
  static func picture(_ size: String) -> String { "-f lavfi -i testsrc2=s=\(size):r=8:d=1.5" }

  /// 1.5 s of a tone at 16 kHz, as an input.
  static let tone = "-f lavfi -i sine=440:d=1.5:r=16000"

  /// All bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0, "\(path)")
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    try #require(pread(descriptor, &bytes, bytes.count, 0) == bytes.count)
    return bytes
  }

  /// Lets a file be run.
  static func makeExecutable(_ path: String) throws { try #require(chmod(path, 0o700) == 0) }

  /// Writes a file.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0, "\(path)")
    defer { close(descriptor) }
    try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }
}

/// A file that should have been described was not.
struct NotDescribed: Error {
  let outcome: Examination
}

extension Examination {
  /// The facts; throws where there are none.
  func facts() throws -> MediaDescription {
    guard case .described(let facts) = self else { throw NotDescribed(outcome: self) }
    return facts
  }

  /// The kind of failure; nil for facts.
  var failureKind: MediaFailure.Kind? {
    if case .unreadable(let failure) = self { failure.kind } else { nil }
  }
}
