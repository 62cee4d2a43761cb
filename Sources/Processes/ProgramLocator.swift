import Glibc

/// Finds the programs that belong to this package and the tools of the system.
public enum ProgramLocator {
  /// The folder of the running executable, resolved; nil where `/proc` is not mounted.
  public static func executableFolder() -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = buffer.withUnsafeMutableBytes { raw -> Int in
      guard let base = raw.baseAddress else { return -1 }
      return readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), raw.count)
    }
    guard length > 0 else { return nil }
    let path = String(decoding: buffer[..<length], as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// A companion program (`genlock-media`, `genlock-warden`): `GENLOCK_LIBEXEC`, beside the executable, or in
  /// `../libexec/genlock`. Nil where it is in none of them.
  public static func companion(_ name: String) -> String? {
    var folders: [String] = []
    if let override = getenv("GENLOCK_LIBEXEC") { folders.append(String(cString: override)) }
    if let folder = executableFolder() { folders += [folder, folder + "/../libexec/genlock"] }
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// A tool on `PATH` (the usual system folders where `PATH` is unset); nil where there is none.
  public static func tool(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
