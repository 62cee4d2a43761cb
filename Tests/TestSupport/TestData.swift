import Glibc

/// Finds the folders tests read from.
public enum TestData {
  /// The package's root folder.
  public static let packageRoot: String = {
    let parts = #filePath.split(separator: "/")
    return "/" + parts.dropLast(3).joined(separator: "/")
  }()

  /// The shared test data (real clips and reference outputs that are never committed): `GENLOCK_TEST_DATA`, or
  /// `shared/data` beside the package. Nil on a clone without it; tests that need it are then skipped and say so.
  public static let shared: String? = {
    let named = getenv("GENLOCK_TEST_DATA").map { String(cString: $0) }
    let candidates = [named, packageRoot + "/../shared/data"].compactMap { $0 }
    return candidates.first { access($0 + "/av-align/ground_truth.json", R_OK) == 0 }
  }()

  /// Whether the shared test data is there, for `.enabled(if:)`.
  public static var isAvailable: Bool { shared != nil }

  /// The fixtures of one test target: `Tests/<target>/Fixtures`.
  public static func fixtures(_ target: String) -> String { "\(packageRoot)/Tests/\(target)/Fixtures" }
}
