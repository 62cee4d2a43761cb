import ArgumentParser
import Glibc

/// How many lanes work side by side.
struct LaneOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("Lanes working side by side (default: the cores).", valueName: "n"))
  var jobs: Int?

  /// The number of lanes.
  var count: Int { jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256") }
  }
}
