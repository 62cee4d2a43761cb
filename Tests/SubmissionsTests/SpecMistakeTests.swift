import Findings
import TestSupport
import Testing

@testable import Submissions

/// What is said about specs that are wrong, and where.
struct SpecMistakeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var sections: [String]
    var code: String
    var message: String
    var help: String

    init(_ name: String, _ sections: String..., code: String, says message: String = "", helps help: String = "") {
      (self.name, self.sections, self.code, self.message, self.help) = (name, sections, code, message, help)
    }

    var testDescription: String { name }
  }

  private static func model(_ fields: String) -> String { "model:\n  " + fields.replacing("; ", with: "\n  ") }
  private static let run = "command: [run, \"{output}\"]"

  static let cases: [Case] = [
    Case("a later version", "genlock: ⟨⟩2", code: "GL030", says: "version 2"),
    Case("a version in words", "genlock: ⟨⟩one", code: "GL014"),
    Case("unknown key", "⟨⟩promts: {list: [a]}", code: "GL011", helps: "did you mean `prompts`?"),
    Case("name with a slash", "name: ⟨⟩a/b", code: "GL014"),
    Case("name of dots", "name: ⟨⟩..", code: "GL014"),
    Case("hidden name", "name: ⟨⟩.a", code: "GL014"),
    Case("name that is too long", "name: ⟨⟩" + String(repeating: "x", count: 65), code: "GL014"),
    Case("no name", "name:⟨⟩", code: "GL012", says: "`name` has no value"),
    Case("team over lines", "team: ⟨⟩\"a\\nb\"", code: "GL014"),
    Case("unknown track", "track: ⟨⟩temproal", code: "GL020", helps: "did you mean `temporal`?"),
    Case("track of another kind", "track: ⟨⟩[temporal]", code: "GL013"),
    Case("track file outside", "track: ⟨⟩../own.yaml", code: "GL031"),
    Case("track file that is not there", "track: ⟨⟩./own.yaml", code: "GL032"),
    Case("no command", "model: ⟨⟩{directory: model}", code: "GL012", says: "`command` is missing in `model`"),
    Case(
      "command as text", model("directory: model; command: ⟨⟩python3 run"), code: "GL013", helps: "write it as a list"),
    Case("empty command", model("directory: model; command: ⟨⟩[]"), code: "GL015"),
    Case("program without a name", model("directory: model; command: [⟨⟩'', \"{output}\"]"), code: "GL014"),
    Case(
      "argument that is a mapping", model("directory: model; command: [run, ⟨⟩{a: b}, \"{output}\"]"), code: "GL013"),
    Case("argument of nothing", model("directory: model; command: [run, ⟨⟩~, \"{output}\"]"), code: "GL012"),
    Case(
      "unknown placeholder", model("directory: model; command: [run, ⟨⟩\"--x={promt}\", \"{output}\"]"), code: "GL034",
      says: "`{promt}`", helps: "did you mean `{prompt}`?"),
    Case("output not named", model("directory: model; command: ⟨⟩[run]"), code: "GL035"),
    Case(
      "audio in a track of texts", model("directory: model; command: [run, ⟨⟩\"{audio}\", \"{output}\"]"), code: "GL047"
    ),
    Case(
      "prompt in a worker's command", model("directory: model; mode: worker; command: [run, ⟨⟩\"{prompt}\"]"),
      code: "GL047", says: "in `worker` mode"),
    Case(
      "prompts file in per-prompt mode", model("directory: model; command: [run, ⟨⟩\"{prompts_file}\", \"{output}\"]"),
      code: "GL047"),
    Case(
      "unknown mode", model("directory: model; mode: ⟨⟩perprompt; \(run)"), code: "GL014",
      helps: "did you mean `per-prompt`?"),
    Case("archive and folder", model("directory: model; ⟨⟩archive: model.tar.zst; \(run)"), code: "GL016"),
    Case("image and rootfs", model("directory: model; image: host; ⟨⟩rootfs: rootfs; \(run)"), code: "GL016"),
    Case("nothing to run", "model:\n  ⟨⟩" + run, code: "GL036"),
    Case("nothing to run on the host", "model:\n  ⟨⟩image: host\n  " + run, code: "GL036"),
    Case("absolute archive", model("archive: ⟨⟩/etc/passwd; \(run)"), code: "GL031", says: "an absolute path"),
    Case("archive above", model("archive: ⟨⟩../secret.txt; \(run)"), code: "GL031", says: "holds `..`"),
    Case("archive that goes up and down", model("archive: ⟨⟩model/../model.tar.zst; \(run)"), code: "GL031"),
    Case("archive that is not there", model("archive: ⟨⟩none.tar; \(run)"), code: "GL032", says: "No such file"),
    Case("archive that is a folder", model("archive: ⟨⟩model; \(run)"), code: "GL032", says: "not a file"),
    Case("folder that is a file", model("directory: ⟨⟩prompts.txt; \(run)"), code: "GL032", says: "not a folder"),
    Case("path with a NUL", model("directory: ⟨⟩\"model\\0/../..\"; \(run)"), code: "GL014"),
    Case("image that is an option", model("image: ⟨⟩--privileged; \(run)"), code: "GL014"),
    Case("image with a blank", model("image: ⟨⟩\"a b\"; \(run)"), code: "GL014"),
    Case("image archive outside", model("image: ⟨⟩../image.tar; \(run)"), code: "GL031"),
    Case("variable of the harness", model("directory: model; \(run); env: {⟨⟩GENLOCK_SEED: 1}"), code: "GL038"),
    Case("variable with an equals sign", model("directory: model; \(run); env: {⟨⟩A=B: 1}"), code: "GL038"),
    Case("variable without a name", model("directory: model; \(run); env: {⟨⟩'': 1}"), code: "GL038"),
    Case("variable with a list", model("directory: model; \(run); env: {A: ⟨⟩[1]}"), code: "GL013"),
    Case(
      "limit without a unit", "limits: {prompt: ⟨⟩120}", code: "GL014", says: "a time with a unit",
      helps: "write `120s` for seconds"),
    Case("limit of nothing", "limits: {prompt: ⟨⟩0s}", code: "GL015"),
    Case("memory in words", "limits: {memory: ⟨⟩lots}", code: "GL014"),
    Case("memory too small", "limits: {memory: ⟨⟩1MiB}", code: "GL015"),
    Case("no scratch", "limits: {scratch: ⟨⟩0}", code: "GL015", says: "1 MiB or more"),
    Case("no cores", "limits: {cpus: ⟨⟩0}", code: "GL015"),
    Case("no processes", "limits: {processes: ⟨⟩0}", code: "GL015"),
    Case("unknown limit", "limits: {⟨⟩memroy: 1GiB}", code: "GL011", helps: "did you mean `memory`?"),
    Case("more time than the track's", "limits: {prompt: ⟨⟩10h}", code: "GL033", says: "asks for 10 h, but the track"),
    Case("more GPUs than the track's", "limits: {gpus: ⟨⟩8}", code: "GL033"),
    Case(
      "more output than the track's", "limits: {output: ⟨⟩1GiB}", code: "GL033",
      says: "1 GiB, but the track `temporal` allows 64 MiB"),
    Case("no source of prompts", "prompts: ⟨⟩{seed: 1}", code: "GL012", says: "`file` is missing in `prompts`"),
    Case("two sources of prompts", "prompts: {list: [a], ⟨⟩file: prompts.txt}", code: "GL016"),
    Case("count in a track of texts", "prompts: {count: ⟨⟩4}", code: "GL039"),
    Case("sounds in a track of texts", "prompts: {inputs: ⟨⟩inputs}", code: "GL039"),
    Case("empty list", "prompts: {list: ⟨⟩[]}", code: "GL045"),
    Case("empty prompt", "prompts: {list: [a, ⟨⟩'']}", code: "GL041"),
    Case("prompt over lines", "prompts: {list: [⟨⟩\"a\\nb\"]}", code: "GL041", says: "U+000A"),
    Case("prompt without an end", "prompts: {list: [⟨⟩" + String(repeating: "x", count: 16385) + "]}", code: "GL041"),
    Case("no samples", "prompts: {list: [a], samples: ⟨⟩0}", code: "GL015"),
    Case("too many samples", "prompts: {list: [a], samples: ⟨⟩1001}", code: "GL015"),
    Case("seed below zero", "prompts: {list: [a], seed: ⟨⟩-1}", code: "GL015"),
    Case("seed of 33 bits", "prompts: {list: [a], seed: ⟨⟩4294967296}", code: "GL015"),
    Case("seed in quotes", "prompts: {list: [a], seed: ⟨⟩\"1\"}", code: "GL013"),
    Case("list of prompts of another kind", "prompts: {file: ⟨⟩model.tar.zst}", code: "GL042"),
    Case("metric in capitals", "metrics: [⟨⟩FVD]", code: "GL014"),
    Case("metrics as text", "metrics: ⟨⟩fvd", code: "GL013"),
    Case("metric twice", "metrics: [fvd, ⟨⟩fvd]", code: "GL037"),
    Case("anchor", "team: ⟨⟩&t lab", code: "GL006"),
    Case("key twice", "team: a\n⟨⟩team: b", code: "GL008"),
  ]

  static let warnings: Set<String> = ["GL033", "GL035", "GL037"]

  @Test(arguments: cases)
  func `is said where it stands`(_ test: Case) throws {
    let text = MarkedText(Spec.text(test.sections))
    let reading = try SubmissionFixture.with { $0.read(whole: text.text) }
    #expect(reading.codes == [test.code])
    let finding = try #require(reading.findings.first)
    #expect(finding.message.contains(test.message))
    #expect((finding.help ?? "").contains(test.help))
    #expect(finding.fault == .submission)
    #expect((finding.severity == .error) == !Self.warnings.contains(test.code))
    #expect((reading.submission == nil) == (finding.severity == .error))
    // A file of prompts has findings of its own; all others point into the spec, with the line they point at.
    if finding.location.file == "submission.yaml" {
      #expect(finding.location.position == text[""])
      #expect(finding.excerpt != nil)
    } else {
      #expect(finding.location.file == "model.tar.zst")
    }
  }

  @Test func `every mistake of a spec is found in one pass, in the order of its lines`() throws {
    let text = MarkedText(
      """
      ⟨01⟩nam: drummer
      genlock: ⟨02⟩3
      team: ⟨03⟩[a]
      track: ⟨04⟩spacial
      model:
        archive: ⟨05⟩../model.tar
        ⟨06⟩directory: model
        mode: ⟨07⟩batched
        command: [python3, ⟨08⟩"{promt}", ⟨09⟩~]
        env: {⟨10⟩GENLOCK_X: ⟨11⟩[]}
      limits: {load: ⟨12⟩soon, ⟨13⟩memroy: 1, cpus: ⟨14⟩-1, gpus: ⟨15⟩*g}
      prompts: {list: [⟨16⟩""], ⟨17⟩count: 3, seed: ⟨18⟩x, samples: ⟨19⟩1.5}
      metrics: [⟨20⟩FVD, ⟨21⟩{}]
      ⟨22⟩genlock: 1
      """)
    let reading = try SubmissionFixture.with { $0.read(whole: text.text) }
    // The missing name is reported at the document's beginning, beside its misspelling.
    let expected = ["01"] + text.places.keys.sorted()
    #expect(reading.findings.map(\.location.position) == expected.map { text[$0] })
    #expect(reading.submission == nil)
  }

  @Test func `a spec of another shape is one finding`() throws {
    try SubmissionFixture.with { fixture in
      for spec in ["just text\n", "- a\n- list\n", "[]", "~"] {
        #expect(fixture.read(whole: spec).codes == ["GL013"], "\(spec)")
      }
      #expect(fixture.read(whole: "").codes == ["GL003"])
      #expect(fixture.read(whole: "{}").codes == ["GL012", "GL012", "GL012", "GL012"])
    }
  }

  @Test func `a spec with random damage has a submission or an error, never both or neither`() throws {
    var random = SeededGenerator(seed: 31)
    let good = Array(Spec.text(["limits: {prompt: 10s, memory: 1GiB}", "metrics: [av-align]", "team: é"]).utf8)
    try SubmissionFixture.with { fixture in
      for _ in 0..<500 {
        var bytes = good
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let index = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0...2, using: &random) {
          case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.remove(at: index)
          default: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: index)
          }
        }
        let reading = SubmissionReader.read(SubmissionSource(name: "x", bytes: bytes, folder: fixture.folder))
        let hasErrors = reading.findings.contains { $0.severity == .error }
        #expect((reading.submission == nil) == hasErrors, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
