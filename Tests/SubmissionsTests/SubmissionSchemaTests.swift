import Findings
import HarnessData
import PositionedYAML
import TestSupport
import Testing
import Tracks

@testable import Submissions

/// The JSON Schema that editors use says the same as the reader.
struct SubmissionSchemaTests {
  private func schema() throws -> JSONSchema {
    let bytes = try #require(file("schemas/submission.schema.json"))
    return try #require(JSONSchema(bytes))
  }

  @Test func `both know the same keys`() throws {
    let schema = try schema()
    func keys(_ node: YAMLNode?) -> [String] { node?["properties"]?.entries.map(\.key) ?? [] }
    #expect(keys(schema[]) == SubmissionKeys.document)
    #expect(keys(schema["$defs", "model"]) == SubmissionKeys.model)
    #expect(keys(schema["$defs", "limits"]) == SubmissionKeys.limits)
    #expect(keys(schema["$defs", "prompts"]) == SubmissionKeys.prompts)
    for node in [schema[], schema["$defs", "model"], schema["$defs", "limits"], schema["$defs", "prompts"]] {
      #expect(node?["additionalProperties"]?.json == "false")
      #expect(node?["type"]?.string == "object")
    }
  }

  @Test func `both know the same words`() throws {
    let schema = try schema()
    #expect(schema["$defs", "model", "properties", "mode", "enum"]?.strings == ModelSpec.Mode.allCases.map(\.rawValue))
    #expect(schema["properties", "track", "anyOf"]?.items.first?["enum"]?.strings == TrackCatalogue.names)
    let command = try #require(schema["$defs", "model", "properties", "command", "description"]?.string)
    for placeholder in Placeholder.allCases { #expect(command.contains("{\(placeholder.rawValue)}")) }
  }

  @Test func `every key is explained`() throws {
    let schema = try schema()
    for node in [schema[], schema["$defs", "model"], schema["$defs", "limits"], schema["$defs", "prompts"]] {
      for property in node?["properties"]?.entries ?? [] {
        let own = property.value["description"] ?? property.value["$ref"]
        #expect(own != nil, "\(property.key)")
      }
    }
  }

  /// Rules that a schema can see from the spec alone.
  static let visible: Set<String> = [
    "GL008", "GL011", "GL012", "GL013", "GL014", "GL015", "GL016", "GL020", "GL030", "GL031", "GL036", "GL038", "GL045",
  ]

  /// Mistakes of a visible rule that the schema leaves to the reader, with the reason.
  static let leftToTheReader: [String: String] = [
    "key twice": "a mapping of JSON has each key once",
    "limit of nothing": "an amount inside a text",
    "memory too small": "an amount inside a text",
    "no scratch": "an amount inside a text",
    "image archive outside": "a name or a path",
    "no source of prompts": "depends on the track",
    "team over lines": "no pattern for it",
    "program without a name": "the first of a list",
  ]

  /// Mistakes of other rules that the schema sees all the same.
  static let alsoSeen: Set<String> = ["empty prompt"]

  @Test(arguments: SpecMistakeTests.cases)
  func `both judge a spec with a mistake alike`(_ test: SpecMistakeTests.Case) throws {
    let root = try #require(YAMLReader.read(MarkedText(Spec.text(test.sections)).bytes, name: "x").root)
    let problems = try schema().problems(root)
    #expect(!problems.contains { $0.contains("does not know") })
    let isVisible =
      Self.visible.contains(test.code) && Self.leftToTheReader[test.name] == nil || Self.alsoSeen.contains(test.name)
    #expect(problems.isEmpty != isVisible, "\(test.name): \(problems)")
  }

  static let good = [
    "limits: {load: 10m, prompt: 1m30s, total: 6h, memory: 24GiB, cpus: 0.5, processes: 1, shm: 1MiB, output: 4096kB, gpus: 0}",
    "team: 42", "name: 010", "metrics: []", "metrics: [av-align@svg-2024+soxr+mp4audio]", "prompts: {list: [no, 1, x]}",
    "model: {image: 'python:3.11', command: [run, 1, 0.5, true, \"{output}\"], env: {A: 1, b_2: x, _: no}}",
    "model: {rootfs: ./rootfs, mode: worker, command: [run]}",
    "prompts: {file: prompts.txt, samples: 1000, seed: 4294967295}",
    "model: {build: Containerfile, mode: batch, command: [run, \"{prompts_file}\", \"{output_dir}\"]}",
  ]

  @Test(arguments: good)
  func `both accept a good spec`(_ section: String) throws {
    let text = Spec.text([section])
    let reading = try SubmissionFixture.with { $0.read(whole: text) }
    #expect(reading.findings == [])
    let root = try #require(YAMLReader.read(Array(text.utf8), name: "x").root)
    #expect(try schema().problems(root) == [])
  }

  @Test(arguments: TrackCatalogue.names)
  func `both accept what init writes`(_ name: String) throws {
    let track = try #require(TrackCatalogue.track(named: name))
    let template = try #require(SubmissionTemplate(for: track, reference: name))
    let root = try #require(YAMLReader.read(template.files[0].bytes, name: "x").root)
    #expect(try schema().problems(root) == [])
  }

  @Test func `the judge refuses what it must`() throws {
    let text = #"{"type": "object", "properties": {"a": {"type": "integer", "minimum": 2}}, "required": ["a"]}"#
    let schema = try #require(JSONSchema(Array(text.utf8)))
    for (text, holds) in [
      ("a: 2", true), ("a: 1", false), ("a: '2'", false), ("a: 2.5", false), ("b: 2", false), ("[]", false),
    ] {
      let root = try #require(YAMLReader.read(Array(text.utf8), name: "x").root)
      #expect(schema.problems(root).isEmpty == holds, "\(text)")
    }
    let unknown = try #require(JSONSchema(Array(#"{"uniqueItems": true}"#.utf8)))
    let root = try #require(YAMLReader.read([0x61], name: "x").root)
    #expect(!unknown.problems(root).isEmpty)
  }
}
