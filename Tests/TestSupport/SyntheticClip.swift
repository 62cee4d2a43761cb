import Glibc

/// Short clips made by the ffmpeg tool, for tests that need a real file but not its content.
public enum SyntheticClip {
  /// The tool failed or is not installed.
  public struct Failure: Error, CustomStringConvertible {
    /// What was run and how it ended.
    public let description: String
  }

  /// Makes a clip the temporal track accepts (256x256, 8 fps, 4 s, h264, AAC mono 16 kHz) unless `options` say
  /// otherwise; they come last on the command line, before the output.
  public static func make(in folder: String, name: String, options: [String] = []) throws -> String {
    let path = "\(folder)/\(name)"
    try ffmpeg(
      [
        "-f", "lavfi", "-i", "testsrc=size=256x256:rate=8:duration=4", "-f", "lavfi", "-i",
        "sine=frequency=440:sample_rate=16000:duration=4", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac",
        "-ac", "1", "-shortest",
      ] + options + [path])
    return path
  }

  /// Runs the ffmpeg tool quietly.
  ///
  /// - Throws: `Failure` unless it ends with status 0.
  public static func ffmpeg(_ arguments: [String]) throws {
    let all = ["ffmpeg", "-nostdin", "-y", "-v", "error"] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) } + [nil]
    defer { for pointer in argv { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, "ffmpeg", nil, nil, &argv, nil)
    guard code == 0 else { throw Failure(description: "ffmpeg cannot be started: \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else { throw Failure(description: "\(all.joined(separator: " ")) ended with status \(status)") }
  }
}
