import Findings
import HarnessData
import PositionedYAML
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// The examples of the rules about specs do what the rules say: the failing one gives the finding, the passing one gives
/// none at all.
struct RuleExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var rule: RuleDescription

    var testDescription: String { "\(rule.code) \(rule.name)" }
  }

  static let examples = (PositionedYAMLRules.all + TrackRules.all + SubmissionRules.all).map { Example(rule: $0) }

  @Test(arguments: examples)
  func `an example is judged as its rule says`(_ example: Example) throws {
    try SubmissionFixture.with { fixture in
      let failing = try findings(example.rule, example.rule.failing, in: fixture, passes: false)
      #expect(failing.contains { $0.rule == example.rule.code && $0.severity == example.rule.severity }, "\(failing)")
      let passing = try findings(example.rule, example.rule.passing, in: fixture, passes: true)
      #expect(passing == [])
    }
  }

  @Test func `codes are those of specs, in order, each once`() {
    let codes = Self.examples.map(\.rule.code)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.rawValue.hasPrefix("GL0") })
    #expect(Set(Self.examples.map(\.rule.name)).count == codes.count)
    for example in Self.examples {
      #expect(example.rule.summary.hasSuffix("."), "\(example.rule.code)")
      #expect(example.rule.explanation.count > 80 && example.rule.explanation.hasSuffix("."), "\(example.rule.code)")
    }
  }

  /// What an example gives, by what it is an example of: a YAML text, a field of a spec, a track, a list, a flag.
  private func findings(
    _ rule: RuleDescription, _ text: String, in fixture: SubmissionFixture, passes: Bool
  ) throws -> [Finding] {
    switch rule.code.rawValue {
    case "GL001":
      return YAMLReader.read(bytes(text), name: "x").findings
    case "GL002":
      return YAMLReader.read(flood(YAMLReader.maximumBytes + (passes ? 0 : 1)), name: "x").findings
    case "GL003", "GL004", "GL005", "GL006", "GL007", "GL008", "GL009", "GL010":
      return YAMLReader.read(Array(text.utf8), name: "x").findings
    case "GL021":
      // `genlock run --track PATH submission.yaml`
      let path = try #require(text.split(separator: " ").first { $0.hasSuffix(".yaml") })
      try write(try #require(file("tracks/temporal.yaml")), to: "\(fixture.folder)/our-challenge.yaml")
      return TrackCatalogue.read("\(fixture.folder)/\(path)").findings
    case "GL022":
      return TrackCatalogue.read(track(with: text), name: "x").findings
    default:
      return try spec(text, in: fixture).findings
    }
  }

  private func flood(_ count: Int) -> [UInt8] { Array("a: ".utf8) + [UInt8](repeating: 0x78, count: count - 3) }

  /// The text with `\xNN` as the byte it names.
  private func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(text)
    while let first = rest.first {
      if rest.hasPrefix("\\x"), let byte = UInt8(rest.dropFirst(2).prefix(2), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(4)
      } else {
        bytes += Array(String(first).utf8)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }

  /// A track whose section `accepts` is the example's, completed by what the example is not about.
  private func track(with text: String) -> [UInt8] {
    let accepts = text.dropLast() + ", duration: {exactly: 4s, tolerance_frames: 1}}"
    let track = """
      {genlock-track: 1, name: own, version: 1, title: Own, summary: A track., input: prompts, audio: either,
       metrics: [fvd], limits: {load: 1m, prompt: 1m, output: 64MiB, gpus: 0}, \(accepts)}
      """
    return Array(track.utf8)
  }

  /// A part of a spec takes its place in a whole one; anything else is a list that a spec names.
  private func spec(_ text: String, in fixture: SubmissionFixture) throws -> SubmissionReading {
    let first = text.prefix { $0 != ":" }
    if SubmissionKeys.document.contains(String(first)) { return fixture.read(text) }
    if text.hasPrefix("audio") {
      try fixture.write("list.csv", text)
      let model = "model: {directory: model, command: [run, \"{audio}\", \"{output}\"]}"
      return fixture.read("track: audio-to-video", model, "prompts: {inputs: list.csv}")
    }
    let name = text.hasPrefix("id,") ? "list.csv" : "list.txt"
    try fixture.write(name, text)
    return fixture.read("prompts: {file: \(name)}")
  }
}
