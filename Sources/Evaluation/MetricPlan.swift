import Features
import Quantities
import Scoring
import Tracks

/// Which metrics are computed, and what they need.
struct MetricPlan {
  /// What each name asked for came to, in the order asked for, without repetitions.
  private let metrics: [MetricCatalogue.Resolution]
  private let canonicalFrameRate: Double?

  /// Resolves bare names by the track's flavours.
  ///
  /// - Throws: `RunError` of kind usage for a name that is no metric's.
  init(metrics names: [String], track: Track) throws(RunError) {
    var metrics: [MetricCatalogue.Resolution] = []
    for name in names {
      let resolution = MetricCatalogue.resolve(name, flavours: track.flavours)
      if case .unknown(let suggestion) = resolution {
        throw RunError(
          .usage, "\(name) is not a metric's name",
          help: suggestion.map { "did you mean \($0)?" } ?? "names look like av-align or av-align@svg-2024")
      }
      if !metrics.contains(resolution) { metrics.append(resolution) }
    }
    self.metrics = metrics
    canonicalFrameRate = track.canonical.frameRate?.doubleValue
  }

  /// How clips are to be heard for their alignment traces; empty where no metric is computed from traces.
  var hearing: Set<AlignmentAudio> { Set(alignments.map(\.audio)) }

  private var alignments: [AlignmentScoring] { metrics.compactMap(Self.alignment) }

  private static func alignment(_ resolution: MetricCatalogue.Resolution) -> AlignmentScoring? {
    if case .available(let id) = resolution { AlignmentScoring(id) } else { nil }
  }

  /// What a score from this machine's decoder must carry; nil where it decodes as the reference does, or where no
  /// metric reads media.
  func decoderWarning() throws(RunError) -> String? {
    !alignments.isEmpty ? GoldenClip.warning(try GoldenClip.check()) : nil
  }

  /// Scores everything asked for; a metric this version does not have is unscored, never an abort. Where clips have no
  /// WAV, a metric and its `+mp4audio` are one, and appear once.
  func scores(
    of samples: [(id: String, outcome: AlignmentOutcome)], expected: Int?, minimumCoverage: Double,
    decoderWarning: String?
  ) -> [Score] {
    var scores: [Score] = []
    for resolution in metrics {
      var score: Score
      switch resolution {
      case .available:
        guard let scoring = Self.alignment(resolution) else { continue }
        score = scoring.score(
          samples: samples, expected: expected, minimumCoverage: minimumCoverage, canonicalFrameRate: canonicalFrameRate
        )
        if let decoderWarning { score.warnings.append(decoderWarning) }
      case .unavailable(let id, let reason):
        score = MetricCatalogue.unscored(id, reason: reason, expected: expected)
      case .unknown: continue
      }
      if !scores.contains(where: { $0.id == score.id }) { scores.append(score) }
    }
    return scores
  }
}
