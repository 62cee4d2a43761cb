import Findings
import Glibc
import Testing
import TestSupport

@testable import PositionedYAML

/// The cases of the public YAML test suite: what must fail is refused, what parses has the right structure, and nothing
/// is refused without a named rule.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct YAMLTestSuiteTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var mustFail: Bool
    var tree: String?

    var testDescription: String { name }
  }

  /// Valid YAML that libyaml does not read: corners of the grammar (empty keys, `?` inside brackets, reserved directives)
  /// that no spec needs. The list may only get shorter.
  static let validButRefused: Set<String> = [
    "2JQS", "4ABK", "4MUZ-0", "4MUZ-1", "4MUZ-2", "6LVF", "7Z25", "DK3J", "DK95-0", "DK95-3", "DK95-4", "HM87-0",
    "HM87-1", "HWV9", "K3WX", "M2N8-0", "M7A3", "MUS6-5", "MUS6-6", "NHX8", "NKF9", "QT73", "S3PD", "SM9W-1", "UT92",
    "VJP3-1", "W4TN", "ZYU8-0", "ZYU8-1", "ZYU8-2", "ZYU8-3",
  ]

  static let cases: [Case] = {
    guard let folder = TestData.shared.map({ $0 + "/hostile/yaml" }), let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var cases: [Case] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".yaml") { cases += read("\(folder)/\(name)", name: String(name.dropLast(5))) }
    }
    return cases.sorted { $0.name < $1.name }
  }()

  static func read(_ path: String, name: String) -> [Case] {
    guard case .success(let bytes) = FileReading.bytes(path: path, atMost: 1 << 20),
      case .sequence(let items) = YAMLReader.read(bytes, name: name).root?.content
    else { return [] }
    return items.enumerated().compactMap { index, item in
      guard case .mapping(let entries) = item.content else { return nil }
      var texts: [String: String] = [:]
      for entry in entries {
        if case .scalar(let scalar) = entry.value.content { texts[entry.key] = scalar.text }
      }
      guard let yaml = texts["yaml"] else { return nil }
      return Case(
        name: items.count == 1 ? name : "\(name)-\(index)", text: unmarked(yaml), mustFail: texts["fail"] == "true",
        tree: texts["tree"])
    }
  }

  /// The suite writes invisible characters as visible ones.
  static func unmarked(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "␣": plain.append(" ")
      case "—": break
      case "»": plain.append("\t")
      case "←": plain.append("\r")
      case "⇔": plain.append("\u{FEFF}")
      case "↵": break
      case "∎": if plain.last == "\n" { plain.removeLast() }
      default: plain.append(scalar)
      }
    }
    // The mark for "no line break at the end" is followed by one.
    var result = String(plain)
    if text.hasSuffix("∎\n") { result.removeLast() }
    return result
  }

  @Test func `the whole suite is there`() {
    #expect(Self.cases.count > 190)
    #expect(Self.cases.filter(\.mustFail).count > 35)
  }

  @Test(arguments: cases)
  func `a case is refused by name or has the right structure`(_ test: Case) {
    let reading = YAMLReader.read(Array(test.text.utf8), name: test.name)
    let codes = Set(PositionedYAMLRules.all.map(\.code))
    #expect(reading.findings.allSatisfy { codes.contains($0.rule) })
    if test.mustFail {
      #expect(!reading.findings.isEmpty, "accepted: \(test.text)")
    } else if !reading.findings.isEmpty, reading.findings.allSatisfy({ $0.rule.rawValue == "GL004" }) {
      #expect(Self.validButRefused.contains(test.name), "refused: \(test.text)")
    } else if reading.findings.isEmpty, let tree = test.tree {
      #expect(reading.root.map { Self.events($0) } == Self.expected(tree), "in: \(test.text)")
    }
  }

  /// The node as the suite's event lines, reduced to what a node keeps: nesting, text, and plain or not.
  static func events(_ node: YAMLNode) -> [String] {
    switch node.content {
    case .scalar(let scalar): [(scalar.isPlain ? ":" : "'") + escaped(scalar.text)]
    case .sequence(let nodes): ["+SEQ"] + nodes.flatMap(events) + ["-SEQ"]
    case .mapping(let entries): ["+MAP"] + entries.flatMap { ["*" + escaped($0.key)] + events($0.value) } + ["-MAP"]
    case .refused: ["refused"]
    }
  }

  /// The suite's tree in the same form; keys carry no style, so theirs is dropped.
  static func expected(_ tree: String) -> [String] {
    var lines: [String] = []
    var expectsKey: [Bool?] = []
    func place(_ line: String) {
      switch expectsKey.last {
      case .some(.some(let isKey)):
        lines.append(isKey && !line.hasPrefix("+") ? "*" + line.dropFirst() : line)
        expectsKey[expectsKey.count - 1] = !isKey
      default: lines.append(line)
      }
    }
    for line in tree.split(separator: "\n").map({ $0.drop { $0 == " " } }) {
      if line.hasPrefix("=VAL ") {
        let value = unmarked(String(line.dropFirst(5)))
        place((value.hasPrefix(":") ? ":" : "'") + value.dropFirst())
      } else if line.hasPrefix("+SEQ") {
        place("+SEQ")
        expectsKey.append(nil)
      } else if line.hasPrefix("+MAP") {
        place("+MAP")
        expectsKey.append(true)
      } else if line == "-SEQ" || line == "-MAP" {
        expectsKey.removeLast()
        lines.append(String(line))
      }
    }
    return lines
  }

  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      case "\u{8}": "\\b"
      default: String(scalar)
      }
    }.joined()
  }
}
