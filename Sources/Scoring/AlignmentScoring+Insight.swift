import Features

extension AlignmentScoring {
  /// Adds the interval, the insight and its warnings to a score of `samples`; value, state and coverage stay as they
  /// are.
  func addInsight(
    to score: inout Score, samples: [(id: String, outcome: AlignmentOutcome)], canonicalFrameRate: Double?
  ) {
    let clips = samples.compactMap { id, outcome -> AlignedClip? in
      guard case .trace(let trace) = outcome, let sample = score.samples[id],
        case .success(let events) = events(trace)
      else { return nil }
      return AlignedClip(id: id, events: events, value: sample, flow: trace.flow)
    }
    guard !clips.isEmpty else { return }
    let insight = AlignmentInsight(of: clips, canonicalFrameRate: canonicalFrameRate, value: value)
    let numbers = score.samples.sorted { $0.key < $1.key }.compactMap { $0.value.number }
    score.interval = Bootstrap.interval(ofMeanOf: numbers)
    score.warnings += insight.warnings
    score.insight = insight
  }
}
