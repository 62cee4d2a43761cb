import Glibc
import Processes
import Quantities
import Tracks

/// Everything doctor looks at.
enum Doctor {
  /// All checks, in the order of a run: programs, sandbox, media, data, disk.
  static func examine() -> [DoctorCheck] {
    programs() + sandbox() + [
      libraries(), golden(), tracks(), disk(of: UserFolders.cache, "cache"), disk(of: ".", "working folder"),
    ]
  }

  /// The companion programs.
  private static func programs() -> [DoctorCheck] {
    ["genlock-warden", "genlock-media"].map { name in
      guard let path = ProgramLocator.companion(name) else {
        return DoctorCheck(
          name, .failure, "not found beside genlock or in ../libexec/genlock",
          fix: "install genlock whole, or set GENLOCK_LIBEXEC to the folder that holds it")
      }
      return DoctorCheck(name, .ok, path)
    }
  }

  /// The tracks that come with the program.
  private static func tracks() -> DoctorCheck {
    let names = TrackCatalogue.names
    let broken = names.filter { TrackCatalogue.track(named: $0) == nil }
    guard broken.isEmpty, !names.isEmpty else {
      return DoctorCheck(
        "tracks", .failure, "unreadable: \(broken.joined(separator: ", "))",
        fix: "unset GENLOCK_HARNESS, or mend the files in its folder")
    }
    return DoctorCheck("tracks", .ok, names.joined(separator: ", "))
  }

  /// Free space where files are written; the nearest folder above one that does not exist yet.
  private static func disk(of folder: String, _ name: String) -> DoctorCheck {
    var path = folder
    while access(path, F_OK) != 0, let cut = path.lastIndex(of: "/"), cut > path.startIndex {
      path = String(path[..<cut])
    }
    var status = statvfs()
    guard statvfs(path, &status) == 0 else {
      return DoctorCheck(
        name, .failure, "\(path): \(String(cString: strerror(errno)))", fix: "make the folder readable")
    }
    guard access(path, W_OK) == 0 else {
      return DoctorCheck(
        name, .failure, "\(path) cannot be written", fix: "use another folder, or change its permissions")
    }
    let free = ByteCount(bytes: Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))) ?? .zero
    let detail = "\(free) free at \(path)"
    return free < .gibibytes(2)
      ? DoctorCheck(name, .warning, detail, fix: "models and outputs need space: free some")
      : DoctorCheck(name, .ok, detail)
  }
}
