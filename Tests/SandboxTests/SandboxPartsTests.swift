import Findings
import Quantities
import Testing

@testable import Sandbox

/// The small parts: rules, configuration, versions, words.
struct SandboxPartsTests {
  @Test func rulesAreCompleteAndInOrder() {
    let codes = SandboxRules.all.map(\.code)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
    #expect(Set(SandboxRules.all.map(\.name)).count == codes.count)
    for rule in SandboxRules.all {
      #expect(rule.code.rawValue.hasPrefix("GL5") || rule.code.rawValue.hasPrefix("GL6"))
      #expect(rule.explanation.count > 150, "\(rule.code)")
      #expect(!rule.failing.isEmpty && !rule.passing.isEmpty && rule.help != nil, "\(rule.code)")
      #expect(rule.summary.hasSuffix("."))
    }
  }

  @Test(arguments: [
    ("0.8.0", true), ("0.8", true), ("0.11.1", true), ("1.0", true), ("0.8.0-rc1", true), ("0.7.9", false),
    ("0.6.1", false), ("0", false), ("", false),
  ])
  func versionsCompareByNumber(_ version: String, _ isRecent: Bool) {
    #expect(BubblewrapInstallation.isRecent(version) == isRecent)
  }

  private func configuration(command: [String]) -> WardenConfiguration {
    WardenConfiguration(
      bubblewrap: "/usr/bin/bwrap", name: "n",
      arguments: [.text("--clearenv"), .file(path: "/etc/x", content: "a=b\nc")],
      command: command, sources: ["/usr"], user: .shared(65534),
      groups: [ControlGroupPlacement(role: .pids1, parent: "/cg/pids")], isStrict: true,
      limits: InvocationLimits(
        wall: .milliseconds(1500), cpuTime: .seconds(2), memory: .mebibytes(1), processes: 7, cpus: 1.5,
        shm: .zero, scratch: .zero, output: .zero))
  }

  @Test func configurationIsKeysAndValues() throws {
    let bytes = try #require(configuration(command: ["a b", "c=d", ""]).encoded())
    let entries = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(
      entries == [
        "bwrap=/usr/bin/bwrap", "name=n", "argument=--clearenv", "file=/etc/x\na=b\nc", "command=a b", "command=c=d",
        "command=", "source=/usr", "group=pids1 /cg/pids", "uid=65534", "gid=65534", "strict=1", "wall-ns=1500000000",
        "processes=7", "file-size=1048576", "open-files=65536", "cpu-ns=2000000000", "memory=1048576",
        "cpu-quota-us=150000", "",
      ])
  }

  @Test(arguments: [
    (["0 0 4294967295\n", "         0          0 4294967295\n"], true),
    (["0 100000 65536\n", "0 100000 65536\n"], false),
    (["0 0 4294967295\n", "0 100000 65536\n"], false), (["", ""], false), (["0 0\n", "x"], false),
    (["0 0 1\n1 5 4294967294\n", "0 0 4294967295\n"], true),
  ])
  func ownUserNeedsNumbers(_ maps: [String], _ fits: Bool) {
    #expect(WardenConfiguration.User.fitting(maps: maps) == (fits ? .own(base: 0x7000_0000) : .shared(65534)))
  }

  @Test func aNULIsRefused() { #expect(configuration(command: ["a\0b"]).encoded() == nil) }

  @Test func hostRootShowsAnAllowList() {
    let invocation = Invocation(
      sample: "0", command: ["true"], environment: [:], root: .host, model: "/srv/model",
      inputs: ["a.wav": "/srv/a.wav"],
      limits: InvocationLimits(wall: .seconds(1)))
    let staged = BubblewrapCommandLine(invocation, stages: true)
    #expect(staged.sources.contains("/usr") && staged.sources.contains("/srv/model"))
    #expect(!staged.sources.contains("/etc"))
    #expect(staged.arguments.allSatisfy { $0 != .text("/srv/model") })
    let direct = BubblewrapCommandLine(invocation, stages: false)
    #expect(direct.sources.isEmpty)
    #expect(direct.arguments.contains(.text("/srv/model")))
    #expect(direct.arguments.last == .text("/") && direct.arguments.dropLast().last == .text("--remount-ro"))
  }

  @Test(arguments: [
    ("plain text", "plain text"), ("a\nb", "a\\u{A}b"), ("\u{1B}[2J", "\\u{1B}[2J"), ("a\u{202E}b", "a\\u{202E}b"),
    ("ü漢", "ü漢"), ("a\u{200B}", "a\\u{200B}"), ("\u{FFFD}", "\\u{FFFD}"),
  ])
  func wordsAreMadeVisible(_ text: String, _ shown: String) { #expect(visible(text) == shown) }

  @Test func longWordsAreCut() { #expect(visible("abcdef", limit: 3) == "abc…") }

  @Test func lastWordsSkipEmptyLines() {
    let log = CapturedLog(head: Array("first\nModuleNotFoundError: torch\n\n  \n".utf8), totalBytes: 0)
    #expect(lastWords(of: log) == "ModuleNotFoundError: torch")
    #expect(lastWords(of: CapturedLog()) == nil)
  }

  struct Holding: Sendable, CustomTestStringConvertible {
    var name: String
    var holds: Set<String>
    var abilities: [LimitName: EngineAbilities.Ability]
    var caveats: Int
    var testDescription: String { name }
  }

  @Test(arguments: [
    Holding(
      name: "version 1", holds: ["memory1", "swap1", "pids1", "cpu1", "cpuacct1"],
      abilities: [.memory: .enforced, .processes: .enforced, .cpus: .enforced, .cpuTime: .enforced], caveats: 0),
    Holding(
      name: "version 2", holds: ["memory2", "swap2", "pids2", "cpu2", "kill2"],
      abilities: [.memory: .enforced, .processes: .enforced, .cpus: .enforced, .cpuTime: .enforced], caveats: 0),
    Holding(
      name: "version 2 without cpu, swap not counted", holds: ["memory2", "pids2"],
      abilities: [.memory: .enforced, .processes: .enforced, .cpus: .unavailable, .cpuTime: .observed], caveats: 3),
    Holding(
      name: "an ordinary user", holds: ["nproc"],
      abilities: [.memory: .observed, .processes: .enforced, .cpus: .unavailable, .cpuTime: .observed], caveats: 4),
    Holding(
      name: "nothing", holds: [],
      abilities: [.memory: .observed, .processes: .unavailable, .cpus: .unavailable, .cpuTime: .observed], caveats: 4),
  ])
  func abilitiesSayWhatHolds(_ example: Holding) {
    let abilities = EngineAbilities(holds: example.holds, isRoot: false, hasSwap: true)
    for (name, ability) in example.abilities { #expect(abilities.limits[name] == ability, "\(name)") }
    #expect(Set(abilities.limits.keys) == Set(LimitName.allCases))
    #expect(abilities.caveats.count == example.caveats, "\(abilities.caveats)")
  }

  @Test func probeLooksAtEverything() {
    let checks = SandboxProbe.checks()
    #expect(!checks.isEmpty)
    #expect(Set(checks.map(\.name)).count == checks.count)
    for check in checks {
      #expect(!check.detail.isEmpty)
      #expect(check.state == .ok || check.fix != nil, "\(check)")
    }
    let works = !EngineBench.all.isEmpty
    #expect(checks.contains { $0.state == .fail } == !works)
  }
}
