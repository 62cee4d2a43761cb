import Quantities
import Scoring

/// Beside a score: its interval, what chance gives, where the sound would fit best, what the detectors found.
struct InsightLines {
  /// The lines of a score, not yet wrapped; without an insight, the interval alone.
  func lines(_ score: Score) -> [String] {
    guard let insight = score.insight else {
      return score.interval.map { [interval($0, Figures.metric) + " (\($0.method))"] } ?? []
    }
    let own = score.interval.map { interval($0, places) }
    let parts = [own, chance(insight), insight.shift.flatMap(best)]
    return [parts.compactMap { $0 }.joined(separator: " · "), detectors(insight.detectors)]
  }

  private func interval(_ interval: ScoreInterval, _ figure: (Double) -> String) -> String {
    let level = (interval.level * 100).decimal(places: 1)
    return "\(level) % interval \(figure(interval.low)) to \(figure(interval.high))"
  }

  private func chance(_ insight: AlignmentInsight) -> String {
    guard let chance = insight.chance else { return "no chance level: \(insight.chanceObstacle ?? "no reason given")" }
    let range = "\(places(chance.low)) to \(places(chance.high))"
    return "by chance \(places(chance.mean)) (\(range)), \(pValue(chance.pValue))"
  }

  private func best(_ shift: ShiftCurve) -> String? {
    guard let value = shift.best.value else { return nil }
    return "best at \(offset(shift.best.milliseconds)) (\(places(value)))"
  }

  private func detectors(_ counts: DetectorCounts) -> String {
    let found =
      "\(counted(counts.onsets, "onset")) and \(counted(counts.peaks, "peak")) in \(counted(counts.clips, "clip"))"
    let remarks = [
      (counts.clipsWithoutOnsets, "without an onset"), (counts.clipsWithoutPeaks, "without a peak"),
      (counts.clipsWithEarlyOnset, "with an onset in the first 150 ms"),
    ]
    return ([found] + remarks.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }).joined(separator: " · ")
  }

  /// A score or a part of one, to three places.
  private func places(_ value: Double) -> String { value.fixed(places: 3) }
}

/// A p-value as reports write it: `p < 0.001`, `p = 0.022`.
func pValue(_ value: Double) -> String { value < 0.001 ? "p < 0.001" : "p = \(value.fixed(places: 3))" }

/// An offset of the sound as reports write it: `+125 ms`, `0 ms`, `-25 ms`.
func offset(_ milliseconds: Int) -> String { (milliseconds > 0 ? "+" : "") + "\(milliseconds) ms" }
