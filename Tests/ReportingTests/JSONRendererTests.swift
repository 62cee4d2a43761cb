import Evaluation
import HarnessData
import Media
import Reporting
import Scoring
import TestSupport
import Testing

/// The report's contract.
struct JSONRendererTests {
  private static let renderer = JSONRenderer(tool: ToolIdentity(version: "1.2.3"))

  private static func schema() throws -> SchemaValidator {
    let embedded = HarnessData.file("schemas/report.schema.json")
    let bytes = try #require(embedded)
    return SchemaValidator(try JSONTree.reading(String(decoding: bytes, as: UTF8.self)))
  }

  enum Example: String, CaseIterable, Sendable {
    case run, lint, score, hostile, empty

    func result() throws -> EvaluationResult {
      switch self {
      case .run: try ExampleResults.run()
      case .lint: ExampleResults.lint()
      case .score: try ExampleResults.score()
      case .hostile: try ExampleResults.hostile()
      case .empty: EvaluationResult(kind: .lint)
      }
    }
  }

  @Test(arguments: Example.allCases) func keepsToItsSchema(_ example: Example) throws {
    let tree = try JSONTree.reading(Self.renderer.render(try example.result()))
    #expect(try Self.schema().violations(of: tree) == [])
  }

  @Test(arguments: Example.allCases) func isTheSameBytesEveryTime(_ example: Example) throws {
    let first = Self.renderer.render(try example.result())
    #expect(first == Self.renderer.render(try example.result()))
    #expect(first.hasSuffix("}\n"))
  }

  @Test func looksLikeThis() throws {
    let text = Self.renderer.render(try ExampleResults.run())
    #expect(Snapshot.difference(text, "run.json", in: "ReportingTests") == nil)
  }

  @Test func carriesValuesWithoutLoss() throws {
    let tree = try JSONTree.reading(Self.renderer.render(try ExampleResults.run()))
    #expect(tree["scores"]?[0]?["value"] == .number(0.320_612_345_678_9))
    #expect(tree["scores"]?[0]?["samples"]?["0001"] == .number(0.1 + 0.2))
    #expect(tree["scores"]?[0]?["samples"]?["0002"] == .null)
    #expect(tree["scores"]?[0]?["unscored_samples"]?["0002"] == .string("no output"))
    #expect(tree["scores"]?[1]?["coverage"]?["expected"] == .null)
    #expect(tree["samples"]?[2]?["outcome"] == .string("timed-out(prompt)"))
    #expect(tree["samples"]?[4]?["outcome"] == .string("not-run"))
  }

  @Test func writesNullForNumbersThatAreNotFinite() throws {
    var result = try ExampleResults.run()
    result.wallSeconds = .nan
    result.scores[0].value = .infinity
    result.scores[0].samples["0000"] = .value(-.infinity)
    result.samples[0].media?.video[0].decoded?.lowestLuma = .nan
    let tree = try JSONTree.reading(Self.renderer.render(result))
    #expect(tree["scores"]?[0]?["value"] == .null)
    #expect(tree["wall_seconds"] == .null)
    #expect(try Self.schema().violations(of: tree) == [])
  }

  @Test func unscoredMetricsHaveNoValueWhateverTheyCarry() throws {
    var result = try ExampleResults.run()
    result.scores[1].value = -1
    let tree = try JSONTree.reading(Self.renderer.render(result))
    #expect(tree["scores"]?[1]?["value"] == .null)
  }

  @Test func hostileTextSurvivesAndIsInert() throws {
    let result = try ExampleResults.hostile()
    let text = Self.renderer.render(result)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{202E}") })
    #expect(try JSONTree.reading(text)["samples"]?[0]?["prompt"] == .string(result.samples[0].prompt ?? ""))
  }

  struct Damage: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var apply: @Sendable (inout JSONTree) -> Void
  }

  @Test(arguments: [
    Damage(testDescription: "a member left out") { $0["verdict"] = nil },
    Damage(testDescription: "an unknown member") { $0["extra"] = .null },
    Damage(testDescription: "another schema") { $0["schema"] = .string("genlock.report/2") },
    Damage(testDescription: "an unknown verdict") { $0["verdict"] = .string("passed") },
    Damage(testDescription: "a value that is text") { $0["scores"]?[0]?["value"] = .string("0.3") },
    Damage(testDescription: "a code out of form") { $0["findings"]?[0]?["rule"] = .string("G1") },
    Damage(testDescription: "a denominator of zero") {
      $0["samples"]?[0]?["media"]?["declared_duration"]?["den"] = .number(0)
    },
    Damage(testDescription: "a count that is not whole") {
      $0["samples"]?[0]?["media"]?["damaged_packets"] = .number(0.5)
    },
  ])
  func theSchemaRefuses(_ damage: Damage) throws {
    var tree = try JSONTree.reading(Self.renderer.render(try ExampleResults.run()))
    damage.apply(&tree)
    #expect(try Self.schema().violations(of: tree) != [])
  }
}
