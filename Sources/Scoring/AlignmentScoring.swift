public import Features

/// AV-Align of one flavour and variant: from one trace a clip to the mean over the readable ones.
///
/// A clip whose WAV the flavour asks for, but which has none, is heard from its mp4, and the score's identifier then
/// carries `+mp4audio`. docs/metrics/av-align.md says what the numbers mean.
public struct AlignmentScoring: Sendable {
  /// The identifier, variants in the catalogue's order.
  public let identifier: MetricIdentifier
  /// How clips are heard.
  public let audio: AlignmentAudio

  private let flavour: AlignmentFlavour

  /// The scoring of an identifier, its variants in any order; nil where there is no such flavour or variant.
  public init?(_ identifier: MetricIdentifier) {
    let flavour = AlignmentFlavour.all.first {
      $0.identifier.base == identifier.base && $0.identifier.flavour == identifier.flavour
    }
    guard let flavour else { return nil }
    let variants = flavour.variants.filter { identifier.variants.contains($0.rawValue) }
    guard variants.count == identifier.variants.count else { return nil }
    self.flavour = flavour
    var audio = flavour.audio
    for variant in variants { variant.apply(to: &audio) }
    self.audio = audio
    self.identifier = MetricIdentifier(
      base: identifier.base, flavour: identifier.flavour, variants: variants.map(\.rawValue))
  }

  /// The onsets and peaks of a clip as the flavour detects them, or why the reference has none.
  func events(_ trace: AlignmentTrace) -> Result<PeakMatch, AlignmentObstacle> {
    guard !trace.flow.isEmpty || flavour.takesNoFrames else { return .failure(.tooFewFrames(0)) }
    guard let heard = heard(trace) else { return .failure(.noAudio) }
    switch heard.outcome {
    case .found(let onsets):
      return .success(PeakMatch(of: trace, onsets: onsets, leastFlow: flavour.leastFlow))
    case .unavailable(let obstacle): return .failure(obstacle)
    }
  }

  /// What came of hearing the clip as the flavour does, or from the mp4 where it has no WAV.
  private func heard(_ trace: AlignmentTrace) -> (source: AlignmentAudioSource, outcome: OnsetOutcome)? {
    for source in [audio.source, .mp4] {
      if let outcome = trace.onsets[AlignmentAudio(source, audio.resampling)] { return (source, outcome) }
    }
    return nil
  }

  /// The value of a clip's onsets and peaks, or why the reference has none. It is also asked for clips that are not
  /// there: shuffled and shifted ones.
  func value(of match: PeakMatch) -> SampleScore { flavour.value(match) }

  /// The value of one clip, or why it has none.
  public func value(of outcome: AlignmentOutcome) -> SampleScore {
    switch outcome {
    case .unavailable(let obstacle): .unscored(reason: obstacle.description)
    case .trace(let trace):
      switch events(trace) {
      case .success(let match): value(of: match)
      case .failure(let obstacle): .unscored(reason: obstacle.description)
      }
    }
  }

  /// The score of a set: the mean over the clips that could be read, which is what the references compute.
  ///
  /// - Parameters:
  ///   - samples: every expected sample in order, with its trace or the obstacle to one.
  ///   - expected: how many samples there should be; nil where nothing says.
  ///   - minimumCoverage: least share of scored to expected samples of a `complete` score, 0 to 1.
  ///   - canonicalFrameRate: what the track's numbers assume, for a warning; nil where nothing says.
  /// - Returns: `unscored` where no sample could be read.
  public func score(
    samples: [(id: String, outcome: AlignmentOutcome)], expected: Int?, minimumCoverage: Double,
    canonicalFrameRate: Double? = nil
  ) -> Score {
    var values: [String: SampleScore] = [:]
    var sum = 0.0
    var scored = 0
    var sources: Set<AlignmentAudioSource> = []
    for (id, outcome) in samples {
      let sample = value(of: outcome)
      values[id] = sample
      guard case .value(let number) = sample else { continue }
      sum += number
      scored += 1
      if case .trace(let trace) = outcome, let source = heard(trace)?.source { sources.insert(source) }
    }
    var score = Score(
      id: identified(by: sources),
      state: .covering(
        scored: scored, of: expected ?? samples.count, minimum: minimumCoverage, nothing: nothingScored(samples)),
      value: scored > 0 ? sum / Double(scored) : nil, direction: .higher,
      coverage: Coverage(scored: scored, expected: expected), samples: values,
      parity: .verified, provenance: provenance(sources),
      warnings: warnings(sources, expected: expected))
    addInsight(to: &score, samples: samples, canonicalFrameRate: canonicalFrameRate)
    return score
  }

  private func nothingScored(_ samples: [(id: String, outcome: AlignmentOutcome)]) -> String {
    guard let first = samples.first else { return "no samples" }
    guard case .unscored(let reason) = value(of: first.outcome) else { return "no sample could be scored" }
    return samples.count == 1 ? reason : "no sample could be scored; the first: \(reason)"
  }

  private func identified(by sources: Set<AlignmentAudioSource>) -> MetricIdentifier {
    var identifier = identifier
    if audio.source == .wav, sources.contains(.mp4) {
      identifier.variants.append(AlignmentVariant.mp4audio.rawValue)
    }
    return identifier
  }

  private func provenance(_ sources: Set<AlignmentAudioSource>) -> [String: String] {
    let rate = audio.resampling == .none ? "the audio's own rate" : "22050 Hz"
    let resampler =
      switch audio.resampling {
      case .kaiserBest: "kaiser-best (resampy 0.4.3)"
      case .soxrHQ: "soxr-hq (libsoxr)"
      case .none: "none"
      }
    return [
      "audio": sources.map(\.rawValue).sorted().joined(separator: " and "),
      "extractor": AlignmentExtractor.revision,
      "flow": "Farneback, pyramid 0.5 x 3, window 15 (box), 3 iterations, polynomial 5, sigma 1.2",
      "onsets": "mel spectral flux, \(rate), 2048/512, 128 Slaney bands, delta 0.07",
      "resampler": resampler,
      "window": "strictly less than one frame either way",
    ]
  }

  private func warnings(_ sources: Set<AlignmentAudioSource>, expected: Int?) -> [String] {
    var warnings: [String] = []
    if expected == nil { warnings.append("how many samples there should be is not known, so coverage is not either") }
    if sources.count > 1 { warnings.append("some clips were scored on their WAV and some on the mp4's audio") }
    return warnings
  }
}

extension ScoreState {
  /// The state of a mean over `scored` of `expected` samples; `nothing` is the reason where none was scored.
  static func covering(
    scored: Int, of expected: Int, minimum: Double, nothing: @autoclosure () -> String
  ) -> ScoreState {
    guard scored > 0 else { return .unscored(reason: nothing()) }
    return Double(scored) >= minimum * Double(expected) ? .complete : .partial
  }
}
