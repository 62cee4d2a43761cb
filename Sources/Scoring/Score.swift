/// The value of one metric over a set of samples, with everything needed to judge it.
public struct Score: Sendable, Hashable {
  /// The full identifier: base, flavour and variants.
  public var id: MetricIdentifier
  /// Whether the value covers every expected sample.
  public var state: ScoreState
  /// The value the reference computes over the readable samples; nil where unscored.
  public var value: Double?
  /// Which way is better.
  public var direction: ScoreDirection
  /// Scored of expected samples.
  public var coverage: Coverage
  /// An interval where one is sound.
  public var interval: ScoreInterval?
  /// Values by sample id, or the reason why a sample has none.
  public var samples: [String: SampleScore]
  /// How far the number has been held against the reference.
  public var parity: Parity
  /// What the number depends on: library versions, pre-processing, resampler, revision.
  public var provenance: [String: String]
  /// What a reader should know before trusting it.
  public var warnings: [String]
  /// What an AV-Align score is worth: chance, shift, detectors; nil for other metrics, and where no clip could be read.
  public var insight: AlignmentInsight?

  /// Makes a score.
  public init(
    id: MetricIdentifier, state: ScoreState, value: Double?, direction: ScoreDirection, coverage: Coverage,
    interval: ScoreInterval? = nil, samples: [String: SampleScore], parity: Parity, provenance: [String: String],
    warnings: [String] = [], insight: AlignmentInsight? = nil
  ) {
    self.id = id
    self.state = state
    self.value = value
    self.direction = direction
    self.coverage = coverage
    self.interval = interval
    self.samples = samples
    self.parity = parity
    self.provenance = provenance
    self.warnings = warnings
    self.insight = insight
  }
}

/// `av-align@svg-2024+mp4audio`: anything that can change a value is in the name.
public struct MetricIdentifier: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The metric: `av-align`.
  public var base: String
  /// The flavour: `svg-2024`; nil in a bare name, which a track resolves.
  public var flavour: String?
  /// Variants, in the order given.
  public var variants: [String]

  /// Makes an identifier.
  public init(base: String, flavour: String?, variants: [String] = []) {
    self.base = base
    self.flavour = flavour
    self.variants = variants
  }

  /// Parses `base[@flavour][+variant]...`; nil where a part is empty or holds anything but `a-z 0-9 . -`.
  public init?(parsing text: String) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    let name = parts[0].split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    let all = name + parts.dropFirst()
    let allowed = { (part: String) in
      !part.isEmpty
        && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
    }
    guard name.count <= 2, all.allSatisfy(allowed) else { return nil }
    self.init(base: name[0], flavour: name.count == 2 ? name[1] : nil, variants: Array(parts.dropFirst()))
  }

  /// The identifier's text.
  public var description: String {
    base + (flavour.map { "@" + $0 } ?? "") + variants.map { "+" + $0 }.joined()
  }

  /// Orders by text.
  public static func < (left: MetricIdentifier, right: MetricIdentifier) -> Bool {
    left.description < right.description
  }
}

/// Whether a score stands for the whole set.
public enum ScoreState: Sendable, Hashable {
  /// Every expected sample was scored (down to the track's least coverage).
  case complete
  /// Some were not: neither passes a ranking nor compares with a whole one.
  case partial
  /// No value, and why.
  case unscored(reason: String)
}

/// Which way is better.
public enum ScoreDirection: String, Sendable, Hashable, Codable {
  /// More is better.
  case higher
  /// Less is better.
  case lower
}

/// How many samples a value stands for.
public struct Coverage: Sendable, Hashable {
  /// Samples in the value.
  public var scored: Int
  /// Samples asked for; nil where nothing says how many there should be.
  public var expected: Int?

  /// Makes a coverage.
  public init(scored: Int, expected: Int?) {
    self.scored = scored
    self.expected = expected
  }
}

/// An interval around a value.
public struct ScoreInterval: Sendable, Hashable {
  /// The level, for example 0.95.
  public var level: Double
  /// The lower end.
  public var low: Double
  /// The upper end.
  public var high: Double
  /// How it was made, in words.
  public var method: String

  /// Makes an interval.
  public init(level: Double, low: Double, high: Double, method: String) {
    self.level = level
    self.low = low
    self.high = high
    self.method = method
  }
}

/// One sample's part of a score.
public enum SampleScore: Sendable, Hashable {
  /// Its value.
  case value(Double)
  /// Why it has none.
  case unscored(reason: String)
}

/// How far a number has been held against the reference implementation.
public enum Parity: String, Sendable, Hashable, Codable {
  /// Equal to a reference run on the same files at the stated tolerance.
  case verified
  /// Equal to a published value.
  case anchored
  /// Neither.
  case unverified
}
