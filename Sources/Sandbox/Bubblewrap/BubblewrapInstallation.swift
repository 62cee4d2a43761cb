import Glibc
import Processes

/// The programs a sandbox is made with.
struct BubblewrapInstallation: Hashable {
  /// bwrap's path and version.
  var bubblewrap: String
  var version: String
  /// Our supervisor's path.
  var warden: String

  /// 0.8 brought `--disable-userns`; `--size` and `--perms` are older.
  static let oldestVersion = "0.8"

  /// Finds the programs.
  ///
  /// - Throws: `EngineError` where one is missing or too old, with the way to get it.
  static func find() throws(EngineError) -> BubblewrapInstallation {
    guard let bubblewrap = ProgramLocator.tool("bwrap") else {
      throw EngineError(
        engine: "bubblewrap", reason: "bwrap is not on PATH",
        help: "install it: apt-get install bubblewrap, dnf install bubblewrap, ...")
    }
    let version = try readVersion(bubblewrap)
    guard isRecent(version) else {
      throw EngineError(
        engine: "bubblewrap",
        reason: "\(bubblewrap) is version \(version), and \(oldestVersion) is the oldest that will do",
        help: "install a newer bubblewrap; it is one small program without dependencies")
    }
    guard let warden = ProgramLocator.companion("genlock-warden") else {
      throw EngineError(
        engine: "bubblewrap", reason: "genlock-warden is neither beside genlock nor in ../libexec/genlock",
        help: "install genlock whole, or name the folder in GENLOCK_LIBEXEC")
    }
    return BubblewrapInstallation(bubblewrap: bubblewrap, version: version, warden: warden)
  }

  private static func readVersion(_ bubblewrap: String) throws(EngineError) -> String {
    let run: CapturedRun
    do {
      run = try CapturedRun.of(bubblewrap, ["--version"])
    } catch {
      throw EngineError(engine: "bubblewrap", reason: "\(error)", help: "reinstall bubblewrap")
    }
    let words = run.text.split(whereSeparator: \.isWhitespace)
    guard run.end.exitCode == 0, words.count >= 2, words[0] == "bubblewrap" else {
      throw EngineError(
        engine: "bubblewrap", reason: "\(bubblewrap) --version answers '\(visible(run.text))'",
        help: "reinstall bubblewrap")
    }
    return String(words[1])
  }

  /// Whether a version is at least the oldest that will do, number by number.
  static func isRecent(_ version: String) -> Bool {
    let numbers = version.split(separator: ".").map { Int($0.prefix(while: \.isNumber)) ?? 0 }
    let oldest = oldestVersion.split(separator: ".").compactMap { Int($0) }
    return !numbers.lexicographicallyPrecedes(oldest)
  }
}
