import Findings
import HarnessData
import Quantities
import TestSupport
import Testing

@testable import Tracks

/// Track files decode strictly: what is wrong is said where it stands.
struct TrackFileTests {
  /// A whole track; a case replaces its sections by name.
  static let sections: [(key: String, text: String)] = [
    ("genlock-track", "genlock-track: 1"), ("name", "name: own"), ("version", "version: 3"), ("title", "title: Own"),
    ("summary", "summary: A track."), ("input", "input: prompts"), ("audio", "audio: either"),
    ("accepts", "accepts: {width: 256, duration: {exactly: 4s, tolerance_frames: 1}}"),
    ("metrics", "metrics: [av-align]"), ("limits", "limits: {load: 1m, prompt: 1m, output: 64MiB, gpus: 0}"),
  ]

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var section: String
    var text: String
    var code: String
    var message: String

    init(_ name: String, _ section: String, _ text: String, _ code: String, says message: String = "") {
      (self.name, self.section, self.text, self.code, self.message) = (name, section, text, code, message)
    }

    var testDescription: String { name }
  }

  static let wrong: [Case] = [
    Case("no version of the format", "genlock-track", "", "GL012", says: "`genlock-track` is missing"),
    Case("another version of the format", "genlock-track", "genlock-track: ⟨⟩2", "GL015"),
    Case("unknown key", "title", "title: Own\n⟨⟩titel: x", "GL011"),
    Case("name with a slash", "name", "name: ⟨⟩a/b", "GL014"),
    Case("name of a metric's form", "name", "name: ⟨⟩a@b", "GL014"),
    Case("unknown input", "input", "input: ⟨⟩prompt", "GL014"),
    Case("no clips", "input", "input: {count: ⟨⟩0}", "GL015"),
    Case("unknown audio", "audio", "audio: ⟨⟩mp4", "GL014", says: "one of embedded, either, input"),
    Case("audio of an input that is none", "audio", "⟨⟩audio: input", "GL022"),
    Case("sound without its audio", "input", "input: audio", "GL022 GL022", says: "belong together"),
    Case("bounds the wrong way round", "accepts", bounds("⟨⟩{least: 512, most: 256}"), "GL022"),
    Case("no bounds", "accepts", bounds("⟨⟩{}"), "GL012"),
    Case("exact and bounded", "accepts", bounds("{least: 1, ⟨⟩exactly: 2}"), "GL016"),
    Case("width of text", "accepts", bounds("⟨⟩wide"), "GL014"),
    Case("width of a list", "accepts", bounds("⟨⟩[256]"), "GL013"),
    Case("frame rate over nothing", "accepts", rate("⟨⟩8/0"), "GL014"),
    Case("no frames a second", "accepts", rate("⟨⟩0"), "GL014"),
    Case("frame rate in words", "accepts", rate("⟨⟩8fps"), "GL014"),
    Case("tolerance of everything", "accepts", rate("{least: 8, tolerance: ⟨⟩1.0}"), "GL015"),
    Case("duration without a unit", "accepts", "accepts: {duration: {exactly: ⟨⟩4, tolerance_frames: 1}}", "GL014"),
    Case("no duration", "accepts", "⟨⟩accepts: {duration: {tolerance_frames: 1}}", "GL022"),
    Case("duration of nothing", "accepts", "⟨⟩accepts: {duration: {exactly: 0s, tolerance_frames: 1}}", "GL022"),
    Case("canonical size not accepted", "metrics", "metrics: [fvd]\n⟨⟩canonical: {width: 512}", "GL022"),
    Case("canonical duration not accepted", "metrics", "metrics: [fvd]\n⟨⟩canonical: {duration: 5s}", "GL022"),
    Case(
      "letterbox that does not add up", "metrics",
      "metrics: [fvd]\n⟨⟩canonical: {height: 256, letterbox: {top: 1, picture: 1, bottom: 1}}", "GL022"),
    Case("metric in capitals", "metrics", "metrics: [⟨⟩FVD]", "GL014"),
    Case("no metrics", "metrics", "metrics: ⟨⟩[]", "GL015"),
    Case("flavour of another metric", "metrics", "metrics: [fvd]\nflavours: {fvd: ⟨⟩fad@x}", "GL022"),
    Case("flavour without a flavour", "metrics", "metrics: [fvd]\nflavours: {fvd: ⟨⟩fvd}", "GL022"),
    Case("coverage over one", "metrics", "metrics: [fvd]\nmin_coverage: ⟨⟩1.5", "GL015"),
    Case("failures below none", "metrics", "metrics: [fvd]\ntolerate: {failed_samples: ⟨⟩-1}", "GL015"),
    Case("limit without a unit", "limits", "limits: {load: ⟨⟩60, prompt: 1m, output: 64MiB, gpus: 0}", "GL014"),
    Case("limit of nothing", "limits", "limits: {load: ⟨⟩0s, prompt: 1m, output: 64MiB, gpus: 0}", "GL015"),
    Case("limit missing", "limits", "limits: ⟨⟩{load: 1m, prompt: 1m, gpus: 0}", "GL012"),
    Case("not a rule's code", "metrics", "metrics: [fvd]\nrules: {frozen: ⟨⟩error}", "GL022"),
    Case("unknown level", "metrics", "metrics: [fvd]\nrules: {GL401: ⟨⟩fatal}", "GL014"),
    Case("anchor", "title", "title: ⟨⟩&t Own", "GL006"),
  ]

  static func bounds(_ width: String) -> String {
    "accepts: {width: \(width), duration: {exactly: 4s, tolerance_frames: 1}}"
  }

  static func rate(_ rate: String) -> String {
    "accepts: {frame_rate: \(rate), duration: {exactly: 4s, tolerance_frames: 1}}"
  }

  static func text(replacing section: String, by text: String) -> MarkedText {
    MarkedText(sections.map { $0.key == section ? text : $0.text }.joined(separator: "\n") + "\n")
  }

  @Test func `the whole track reads without findings`() throws {
    let reading = TrackCatalogue.read(Self.text(replacing: "", by: "").bytes, name: "own.yaml")
    #expect(reading.findings == [])
    #expect(reading.track?.version == 3)
    #expect(reading.track?.limits.total == nil)
  }

  @Test(arguments: wrong)
  func `what is wrong is said where it stands`(_ test: Case) {
    let text = Self.text(replacing: test.section, by: test.text)
    let reading = TrackCatalogue.read(text.bytes, name: "own.yaml")
    #expect(reading.track == nil)
    #expect(reading.findings.map(\.rule.rawValue) == test.code.split(separator: " ").map(String.init))
    #expect(test.message.isEmpty || reading.findings.contains { $0.message.contains(test.message) })
    if let place = text.places[""] { #expect(reading.findings.first?.location.position == place) }
  }

  @Test func `everything is found in one pass`() {
    let text = """
      genlock-track: 2
      name: Own Track
      version: zero
      input: prompt
      audio: none
      accepts: {width: wide, duration: {}}
      metrics: []
      limits: {load: 1, prompt: 2}
      colour: red
      """
    let reading = TrackCatalogue.read(Array(text.utf8), name: "own.yaml")
    // The format's version, name, version, input, audio, width, the slack on the duration, metrics, two times, two
    // limits, title and summary, and the key that is not known.
    #expect(reading.findings.count == 15)
  }

  @Test(arguments: [
    ("8", Rational(8)), ("30000/1001", Rational(30000, 1001)), ("29.97", Rational(2997, 100)),
    ("0.5", Rational(1, 2)), ("23.976", Rational(2997, 125)), ("", nil), ("-8", nil), ("8/", nil), ("/8", nil),
    ("8/3/1", nil), ("1e3", nil), ("8.", nil), (".8", nil), ("99999999999", nil), ("0.0", nil), ("1.0000000001", nil),
  ])
  func `frame rates are exact`(_ text: String, _ rate: Rational?) {
    #expect(FrameRate.parse(text)?.framesPerSecond == rate)
  }

  @Test(arguments: [
    ("fvd", true), ("av-align@svg-2024", true), ("av-align@svg-2024+soxr", true), ("fvd+mp4", true),
    ("av-align@svg-2024+soxr+mp4audio", true), ("", false), ("@x", false), ("a@", false), ("a@b@c", false),
    ("A", false),
    ("a+", false), ("-a", false), ("a-", false), ("a b", false), ("a@b+", false), ("ä", false),
  ])
  func `metric names have a form`(_ name: String, _ isWellFormed: Bool) {
    #expect(MetricName.isWellFormed(name) == isWellFormed)
  }

  @Test func `a track with random damage is refused with findings, or still a track`() throws {
    let good = try #require(file("tracks/spatial.yaml"))
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0x20...0x7E, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: index)
        }
      }
      let reading = TrackCatalogue.read(bytes, name: "x")
      let hasErrors = reading.findings.contains { $0.severity == .error }
      #expect((reading.track == nil) == hasErrors)
    }
  }
}
