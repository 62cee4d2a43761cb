import Features
import NumericKernels

/// What the AV-Align flavours share: from one value a clip to the mean over the readable ones.
struct AlignmentScoring {
  /// The plain flavour's identifier.
  var identifier: MetricIdentifier
  /// Where the flavour reads its audio; a trace from elsewhere makes it a variant.
  var audio: AlignmentAudioSource
  /// A clip's onsets and peaks as the flavour detects them.
  var events: (AlignmentTrace) -> PeakMatch
  /// The value of a clip's onsets and peaks, or why the reference has none. It is also asked for clips that are not
  /// there: shuffled and shifted ones.
  var value: (PeakMatch) -> SampleScore

  init(
    identifier: MetricIdentifier, audio: AlignmentAudioSource,
    events: @escaping (AlignmentTrace) -> PeakMatch = { PeakMatch(of: $0) },
    value: @escaping (PeakMatch) -> SampleScore
  ) {
    self.identifier = identifier
    self.audio = audio
    self.events = events
    self.value = value
  }

  func score(
    samples: [(id: String, outcome: AlignmentOutcome)], expected: Int?, minimumCoverage: Double,
    canonicalFrameRate: Double?
  ) -> Score {
    var values: [String: SampleScore] = [:]
    var sum = 0.0
    var scored = 0
    var sources: Set<AlignmentAudioSource> = []
    for (id, outcome) in samples {
      let sample = sampleScore(outcome)
      values[id] = sample
      guard case .value(let number) = sample else { continue }
      sum += number
      scored += 1
      if case .trace(let trace) = outcome, let source = trace.audioSource { sources.insert(source) }
    }
    var score = Score(
      id: identified(by: sources),
      state: .covering(scored: scored, of: expected, minimum: minimumCoverage, nothing: nothingScored(samples)),
      value: scored > 0 ? sum / Double(scored) : nil, direction: .higher,
      coverage: Coverage(scored: scored, expected: expected), samples: values,
      parity: .verified, provenance: provenance(sources),
      warnings: warnings(sources, expected: expected))
    addInsight(to: &score, samples: samples, canonicalFrameRate: canonicalFrameRate)
    return score
  }

  private func sampleScore(_ outcome: AlignmentOutcome) -> SampleScore {
    switch outcome {
    case .trace(let trace): value(events(trace))
    case .unavailable(let obstacle): .unscored(reason: obstacle.description)
    }
  }

  private func nothingScored(_ samples: [(id: String, outcome: AlignmentOutcome)]) -> String {
    guard let first = samples.first else { return "no samples" }
    guard case .unscored(let reason) = sampleScore(first.outcome) else { return "no sample could be scored" }
    return samples.count == 1 ? reason : "no sample could be scored; the first: \(reason)"
  }

  private func identified(by sources: Set<AlignmentAudioSource>) -> MetricIdentifier {
    var identifier = identifier
    if audio == .wav, sources.contains(.mp4) { identifier.variants.append("mp4audio") }
    return identifier
  }

  private func provenance(_ sources: Set<AlignmentAudioSource>) -> [String: String] {
    [
      "audio": sources.map(\.rawValue).sorted().joined(separator: " and "),
      "extractor": AlignmentExtractor.revision,
      "flow": "Farneback, pyramid 0.5 x 3, window 15 (box), 3 iterations, polynomial 5, sigma 1.2",
      "onsets": "mel spectral flux, 22050 Hz, 2048/512, 128 Slaney bands, delta 0.07",
      "resampler": "kaiser-best (resampy 0.4.3)",
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
    scored: Int, of expected: Int?, minimum: Double, nothing: @autoclosure () -> String
  ) -> ScoreState {
    guard scored > 0 else { return .unscored(reason: nothing()) }
    guard let expected else { return .complete }
    return Double(scored) >= minimum * Double(expected) ? .complete : .partial
  }
}
