import Digests
import FoundationEssentials
import Features
import Findings
import Media
import Sandbox

/// The version of a line or a manifest, read whatever else it holds: other versions hold other things.
struct WireVersion: Codable {
  var version: Int

  /// The version `json` names; nil where it is no JSON object or names none.
  static func read(_ json: Data) -> Int? { try? JSONDecoder().decode(WireVersion.self, from: json).version }
}

/// One line of a run's journal, version 2: what happened to one sample.
///
/// A sample has one `invocation` line once the model ran, and one `examination` line once its files were judged. Where
/// a sample ran again (lost to the environment, or its files were gone), the later line counts.
struct JournalLine: Codable, Sendable, Equatable {
  static let currentVersion = 2

  var version = JournalLine.currentVersion
  var sample: String
  var invocation: InvocationWire?
  var examination: ExaminationWire?
}

/// An invocation record as it is journalled.
struct InvocationWire: Codable, Sendable, Equatable {
  var outcome: String
  var fault: Fault?
  var limitsHit: [LimitName]
  var wallSeconds: Double
  var cpuSeconds: Double?
  var peakMemory: Int64?
  var measurement: Measurement
  var standardOutput: LogWire
  var standardError: LogWire
  var outputs: [OutputWire]
  var findings: [FindingWire]
  var detail: String?
}

/// A log's counts and its last words; the whole captured log is in the run's `logs` folder.
struct LogWire: Codable, Sendable, Equatable {
  /// Bytes of the tail that are journalled.
  static let tailLength = 2048

  var totalBytes: Int64
  var droppedBytes: Int64
  var tail: String

  init(_ log: CapturedLog) {
    totalBytes = log.totalBytes
    droppedBytes = log.droppedBytes
    let last = log.tail.isEmpty ? log.head : log.tail
    tail = String(decoding: last.suffix(Self.tailLength), as: UTF8.self)
  }

  var captured: CapturedLog {
    let bytes = Array(tail.utf8)
    return CapturedLog(head: [], tail: bytes, totalBytes: max(totalBytes, Int64(bytes.count)))
  }
}

/// A collected file: its name beneath the sample's folder, its size and its digest.
struct OutputWire: Codable, Sendable, Equatable {
  var name: String
  var byteCount: Int64
  var sha256: SHA256Digest
}

/// A finding as it is journalled, without the line of text it points into.
struct FindingWire: Codable, Sendable, Equatable {
  var rule: RuleCode
  var severity: Severity
  var fault: Fault
  var message: String
  var file: String?
  var line: Int?
  var column: Int?
  var entry: String?
  var sample: String?
  var stream: String?
  var time: Double?
  var help: String?

  init(_ finding: Finding) {
    rule = finding.rule
    severity = finding.severity
    fault = finding.fault
    message = finding.message
    file = finding.location.file
    line = finding.location.position?.line
    column = finding.location.position?.column
    entry = finding.location.entry
    sample = finding.location.sample
    stream = finding.location.stream
    time = finding.location.time
    help = finding.help
  }

  var finding: Finding {
    Finding(
      code: rule, severity: severity, fault: fault, message: message,
      location: Location(
        file: file, position: line.flatMap { line in column.map { TextPosition(line: line, column: $0) } },
        entry: entry,
        sample: sample, stream: stream, time: time), help: help)
  }
}

/// What judging a sample's files found.
struct ExaminationWire: Codable, Sendable, Equatable {
  var findings: [FindingWire]
  var media: MediaDescription?
  var audioMedia: MediaDescription?
  /// The alignment trace, where one was asked for and could be made.
  var trace: TraceWire?
  /// Why there is no trace, where one was asked for.
  var traceFailure: String?
}

/// An alignment trace as it is journalled; doubles survive JSON exactly.
struct TraceWire: Codable, Sendable, Equatable {
  var revision: String
  var flow: [Double]
  var frameRate: Double
  var onsets: [OnsetWire]
}

/// Onsets as they are journalled: how the clip was heard, and what came of it.
struct OnsetWire: Codable, Sendable, Equatable {
  var audio: AlignmentAudio
  var found: Onsets?
  /// Why there are none to speak of.
  var failure: String?
}

extension InvocationWire {
  init(_ record: InvocationRecord) {
    outcome = record.outcome.label
    fault = record.fault
    limitsHit = record.limitsHit
    wallSeconds = record.wallSeconds
    cpuSeconds = record.cpuSeconds
    peakMemory = record.peakMemory
    measurement = record.measurement
    standardOutput = LogWire(record.standardOutput)
    standardError = LogWire(record.standardError)
    outputs = record.outputs.map { OutputWire(name: $0.name, byteCount: $0.byteCount, sha256: $0.digest) }
    findings = record.findings.map(FindingWire.init)
    detail = record.detail
  }

  /// The record, its outputs found in `folder`; nil where the outcome's label is not one of ours.
  func record(outputsIn folder: String) -> InvocationRecord? {
    guard let outcome = Outcome(label: outcome) else { return nil }
    return InvocationRecord(
      outcome: outcome, fault: fault, limitsHit: limitsHit, wallSeconds: wallSeconds, cpuSeconds: cpuSeconds,
      peakMemory: peakMemory, measurement: measurement, standardOutput: standardOutput.captured,
      standardError: standardError.captured,
      outputs: outputs.map {
        CollectedOutput(name: $0.name, path: "\(folder)/\($0.name)", byteCount: $0.byteCount, digest: $0.sha256)
      },
      findings: findings.map(\.finding), detail: detail)
  }

  /// Whether the sample was lost to the environment or the user, and so runs again on resume.
  var isLost: Bool { fault == .environment || fault == .harness || outcome == "cancelled" }
}
