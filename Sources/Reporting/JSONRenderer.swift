public import Evaluation
import Digests
public import Findings
import Sandbox
import Scoring
import Tracks

/// The report as JSON, by the contract `genlock.report/1` of Harness/schemas/report.schema.json.
///
/// Every member of the contract is always there: what is not known is `null`. Members keep one order, numbers are
/// finite, and equal results give equal bytes.
public struct JSONRenderer: ReportRenderer {
  /// The contract's name.
  public static let schema = "genlock.report/1"

  private let tool: ToolIdentity

  /// Makes a renderer that signs reports with `tool`.
  public init(tool: ToolIdentity) {
    self.tool = tool
  }

  /// The report, indented, ending in a line break.
  public func render(_ result: EvaluationResult) -> String { value(result).text() + "\n" }

  /// The report as a value.
  public func value(_ result: EvaluationResult) -> JSONValue {
    .members([
      "schema": .string(Self.schema),
      "tool": .members(["name": .string(tool.name), "version": .string(tool.version)]),
      "kind": .string(result.kind.rawValue),
      "name": .optional(result.name),
      "team": .optional(result.team),
      "track": result.track.map(track) ?? .null,
      "profile": .optional(result.profile),
      "verdict": .string(result.verdict.rawValue),
      "replaced": .strings(result.replaced),
      "wall_seconds": .number(result.wallSeconds),
      "run_directory": .optional(result.runDirectory),
      "sandbox": result.sandbox.map(sandbox) ?? .null,
      "findings": .array(result.findings.map(Self.finding)),
      "samples": .array(result.samples.map(sample)),
      "scores": .array(result.scores.map(ScoreJSON.score)),
    ])
  }

  private func track(_ track: Track) -> JSONValue {
    .members([
      "name": .string(track.name), "version": .count(track.version), "title": .string(track.title),
      "minimum_coverage": .number(track.minimumCoverage), "tolerated_failures": .count(track.toleratedFailures),
    ])
  }

  private func sandbox(_ report: SandboxReport) -> JSONValue {
    let limits = report.abilities.limits.sorted { $0.key < $1.key }
    return .members([
      "engine": .string(report.engine),
      "limits": .object(limits.map { JSONValue.Member($0.key.rawValue, .string($0.value.rawValue)) }),
      "isolation": .strings(report.abilities.isolation),
      "caveats": .strings(report.abilities.caveats),
    ])
  }

  private func sample(_ sample: SampleResult) -> JSONValue {
    let record = sample.record
    return .members([
      "id": .string(sample.id),
      "prompt": .optional(sample.prompt),
      "seed": .optional(sample.seed.map { Int64($0) }),
      "accepted": .bool(sample.isAccepted),
      "outcome": .optional(record?.outcome.label ?? (sample.isPending ? "not-run" : nil)),
      "fault": .optional(sample.fault?.rawValue),
      "detail": .optional(record?.detail),
      "findings": .array(sample.findings.map(Self.finding)),
      "files": .strings(sample.files),
      "media": sample.media.map(MediaJSON.media) ?? .null,
      "audio_media": sample.audioMedia.map(MediaJSON.media) ?? .null,
      "run": record.map(run) ?? .null,
    ])
  }

  private func run(_ record: InvocationRecord) -> JSONValue {
    .members([
      "wall_seconds": .number(record.wallSeconds),
      "cpu_seconds": .optional(record.cpuSeconds),
      "peak_memory_bytes": .optional(record.peakMemory),
      "measurement": .string(record.measurement.rawValue),
      "limits_hit": .strings(record.limitsHit.sorted().map(\.rawValue)),
      "stdout_bytes": .integer(record.standardOutput.totalBytes),
      "stderr_bytes": .integer(record.standardError.totalBytes),
      "outputs": .array(
        record.outputs.map { output in
          .members([
            "name": .string(output.name), "bytes": .integer(output.byteCount),
            "sha256": .string(output.digest.hexadecimal),
          ])
        }),
    ])
  }

  /// One finding; shared with reports of findings alone.
  public static func finding(_ finding: Finding) -> JSONValue {
    let place = finding.location
    return .members([
      "rule": .string(finding.rule.rawValue),
      "severity": .string(finding.severity.rawValue),
      "fault": .string(finding.fault.rawValue),
      "message": .string(finding.message),
      "help": .optional(finding.help),
      "location": .members([
        "file": .optional(place.file), "line": .optional(place.position?.line),
        "column": .optional(place.position?.column), "entry": .optional(place.entry),
        "sample": .optional(place.sample), "stream": .optional(place.stream), "time": .optional(place.time),
      ]),
    ])
  }
}
