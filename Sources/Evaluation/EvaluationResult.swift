public import Findings
public import Media
public import Sandbox
public import Scoring
public import Tracks

/// Everything an evaluation found out; each renderer is a function of this value alone.
public struct EvaluationResult: Sendable {
  /// What was done.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Format linting of finished outputs.
    case lint
    /// A submission was run.
    case run
    /// Finished outputs were scored.
    case score
  }

  /// What was done.
  public var kind: Kind
  /// The submission's name; nil where there is none.
  public var name: String?
  /// The team; nil where there is none.
  public var team: String?
  /// What was judged; nil for lint and score without a track.
  public var track: Track?
  /// Digest of everything that can change a verdict or a number; nil for lint.
  public var profile: String?
  /// The verdict.
  public var verdict: Verdict
  /// Samples in planned order.
  public var samples: [SampleResult]
  /// Findings that belong to no sample: spec, bundle, unexpected files.
  public var findings: [Finding]
  /// Scores in the order asked for.
  public var scores: [Score]
  /// How the model was confined; nil where none ran.
  public var sandbox: SandboxReport?
  /// What the organiser's flags replaced, in words.
  public var replaced: [String]
  /// The run's folder; nil where there is none.
  public var runDirectory: String?
  /// Wall seconds of the job; of a run, those of its models, which add up over resumes.
  public var wallSeconds: Double

  /// Makes a result with nothing found yet.
  public init(kind: Kind, name: String? = nil, track: Track? = nil) {
    self.kind = kind
    self.name = name
    self.track = track
    self.verdict = .accepted
    self.samples = []
    self.findings = []
    self.scores = []
    self.replaced = []
    self.wallSeconds = 0
  }
}

/// The verdict on a submission or a set of files.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every planned sample completed without a finding of severity error.
  case accepted
  /// A fault of the submission beyond the track's tolerance.
  case rejected
  /// Samples were not run, or lost to the environment.
  case incomplete
  /// A fault of the harness.
  case error
}

/// How the model was confined, for the report.
public struct SandboxReport: Sendable, Hashable {
  /// The engine's name.
  public var engine: String
  /// What it enforced, observed or could not do.
  public var abilities: EngineAbilities

  /// Makes a report.
  public init(engine: String, abilities: EngineAbilities) {
    self.engine = engine
    self.abilities = abilities
  }
}

/// One sample: what happened, what is wrong, what decoded.
public struct SampleResult: Sendable, Hashable {
  /// The sample's id.
  public var id: String
  /// The prompt's text; nil where there is none or it is not known.
  public var prompt: String?
  /// The seed the model was given; nil where no model ran.
  public var seed: UInt32?
  /// What happened when the model ran; nil for finished outputs, and for samples that were not run.
  public var record: InvocationRecord?
  /// Whether the sample was not run (yet), or its outcome was lost to the environment.
  public var isPending: Bool
  /// Everything wrong with it, run and format.
  public var findings: [Finding]
  /// The video file's description; nil where there is no readable file.
  public var media: MediaDescription?
  /// The WAV's description; nil where there is none.
  public var audioMedia: MediaDescription?
  /// The files, as paths for people: the mp4 and the WAV.
  public var files: [String]

  /// Makes a sample nothing is known about yet.
  public init(id: String, prompt: String? = nil, seed: UInt32? = nil) {
    self.id = id
    self.prompt = prompt
    self.seed = seed
    self.isPending = false
    self.findings = []
    self.files = []
  }

  /// Who can mend the sample: by its outcome, else by its findings of severity error; nil for a good one.
  public var fault: Fault? {
    record?.fault ?? findings.first { $0.severity == .error }?.fault
  }

  /// Whether the sample is good: it ran (where it had to) and nothing of severity error was found.
  public var isAccepted: Bool {
    !isPending && (record == nil || record?.outcome == .completed) && !findings.contains { $0.severity == .error }
  }
}
