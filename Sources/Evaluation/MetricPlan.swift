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

  /// Whether any metric is computed from alignment traces.
  var needsTraces: Bool {
    metrics.contains { resolution in
      if case .available(let id) = resolution { id.base == AVAlignSVG2024.identifier.base } else { false }
    }
  }

  /// What a score from this machine's decoder must carry; nil where it decodes as the reference does, or where no
  /// metric reads media.
  func decoderWarning() throws(RunError) -> String? {
    needsTraces ? GoldenClip.warning(try GoldenClip.check()) : nil
  }

  /// Scores everything asked for; a metric this version does not have is unscored, never an abort.
  func scores(
    of samples: [(id: String, outcome: AlignmentOutcome)], expected: Int?, minimumCoverage: Double,
    decoderWarning: String?
  ) -> [Score] {
    metrics.compactMap { resolution in
      switch resolution {
      case .available:
        var score = AVAlignSVG2024.score(
          samples: samples, expected: expected, minimumCoverage: minimumCoverage, canonicalFrameRate: canonicalFrameRate
        )
        if let decoderWarning { score.warnings.append(decoderWarning) }
        return score
      case .unavailable(let id, let reason):
        return MetricCatalogue.unscored(id, reason: reason, expected: expected)
      case .unknown: return nil
      }
    }
  }
}
