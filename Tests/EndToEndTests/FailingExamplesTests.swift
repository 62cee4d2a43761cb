import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Every submission of examples/failing gets the verdict written beside it, and leaves nothing behind.
@Suite("Submissions that fail on purpose", .serialized)
struct FailingExamplesTests {
  /// What `expected.json` says.
  struct Expected: Codable, Sendable {
    var verdict: String
    var exit: Int32
    var outcome: String
    var fault: String?
    var rules: [String]
    /// What it may come to where control groups cannot be written: limits hold, but cannot be told from other failures.
    var withoutControlGroups: Alternative?

    struct Alternative: Codable, Sendable {
      var outcome: String
      var rules: [String]
    }

    enum CodingKeys: String, CodingKey {
      case verdict, exit, outcome, fault, rules
      case withoutControlGroups = "without_control_groups"
    }
  }

  /// The part of the report that is compared.
  struct Report: Codable {
    struct Finding: Codable {
      var rule: String
      var severity: String
    }
    struct Sample: Codable {
      var outcome: String?
      var fault: String?
      var findings: [Finding]
    }
    struct Sandbox: Codable {
      var limits: [String: String]
    }
    var verdict: String
    var samples: [Sample]
    var sandbox: Sandbox?
  }

  static let folder = TestData.packageRoot + "/examples/failing"

  static let names: [String] = {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if access("\(folder)/\(name)/expected.json", R_OK) == 0 { names.append(name) }
    }
    return names.sorted()
  }()

  @Test("there is one for each verdict of the sandbox and of the format rules")
  func coverage() {
    #expect(Self.names.count >= 14)
  }

  @Test("gets its verdict, outcome, fault, rules and exit code, and leaves nothing", arguments: names)
  func verdict(name: String) throws {
    try withTemporaryFolder { folder in
      let expected = try JSONDecoder().decode(
        Expected.self, from: Data(Command.read("\(Self.folder)/\(name)/expected.json").utf8))
      let spec = "\(Self.folder)/\(name)/submission.yaml"
      let result = try Command.run(
        ["run", spec, "--run", folder + "/run", "--format", "json", "--quiet"], in: folder)
      #expect(result.status == expected.exit, "\(result.errors)\(result.output)")
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      #expect(report.verdict == expected.verdict)
      let sample = try #require(report.samples.first)
      #expect(report.samples.count == 1)
      let errors = Set(sample.findings.filter { $0.severity == "error" }.map(\.rule))
      if report.sandbox?.limits["memory"] != "enforced", let other = expected.withoutControlGroups,
        sample.outcome == other.outcome
      {
        #expect(errors == Set(other.rules))
      } else {
        #expect(sample.outcome == expected.outcome)
        #expect(errors == Set(expected.rules))
      }
      #expect(sample.fault == expected.fault)
      #expect(Leftovers.look(for: folder) == .none)
    }
  }
}
