public import Findings

/// What the organiser's flags put in place of the spec's fields.
public struct SubmissionOverrides: Sendable, Hashable {
  /// A track's name or the path of a track file.
  public var track: String?
  /// A prompts file (txt, csv, jsonl).
  public var promptsFile: String?
  /// Samples of each prompt.
  public var samples: Int?
  /// The base seed.
  public var seed: UInt32?
  /// Metrics.
  public var metrics: [String]?
  /// Limits as `name=value` in the spec's notation, not clamped: the organiser's word wins.
  public var limits: [String: String]

  /// Makes overrides; nothing is replaced unless given.
  public init(
    track: String? = nil, promptsFile: String? = nil, samples: Int? = nil, seed: UInt32? = nil,
    metrics: [String]? = nil, limits: [String: String] = [:]
  ) {
    self.track = track
    self.promptsFile = promptsFile
    self.samples = samples
    self.seed = seed
    self.metrics = metrics
    self.limits = limits
  }
}

/// What came of reading a spec: the submission (nil where a finding is an error), every finding in source order, and
/// which fields the organiser's flags replaced, in words.
public struct SubmissionReading: Sendable {
  /// The checked spec; nil where any finding has severity error.
  public var submission: Submission?
  /// All findings of one pass.
  public var findings: [Finding]
  /// Replaced fields: `prompts: file prompts.txt -> organiser.txt`.
  public var replaced: [String]

  /// Makes a reading.
  public init(submission: Submission?, findings: [Finding], replaced: [String]) {
    self.submission = submission
    self.findings = findings
    self.replaced = replaced
  }
}
