import Scoring

/// What stands beside an AV-Align score, in the JSON report; times are seconds.
enum InsightJSON {
  static func insight(_ insight: AlignmentInsight) -> JSONValue {
    .members([
      "seed": .count(insight.seed),
      "chance": insight.chance.map(chance) ?? .null,
      "chance_reason": .optional(insight.chanceObstacle),
      "shift": insight.shift.map(shift) ?? .null,
      "detectors": detectors(insight.detectors),
    ])
  }

  private static func chance(_ chance: ChanceLevel) -> JSONValue {
    .members([
      "mean": .number(chance.mean), "low": .number(chance.low), "high": .number(chance.high),
      "shuffles": .count(chance.shuffles), "exhaustive": .bool(chance.isExhaustive),
      "p_value": .number(chance.pValue),
    ])
  }

  private static func shift(_ shift: ShiftCurve) -> JSONValue {
    .members([
      "offsets": .array(shift.points.map { seconds($0.milliseconds) }),
      "values": .array(shift.points.map { .optional($0.value) }),
      "best_offset": seconds(shift.best.milliseconds),
      "best_value": .optional(shift.best.value),
      "tolerance": seconds(shift.tolerance),
      "gain": shift.gain.map(ScoreJSON.interval) ?? .null,
    ])
  }

  private static func detectors(_ counts: DetectorCounts) -> JSONValue {
    .members([
      "clips": .count(counts.clips),
      "onsets": .count(counts.onsets),
      "peaks": .count(counts.peaks),
      "clips_without_onsets": .count(counts.clipsWithoutOnsets),
      "clips_without_peaks": .count(counts.clipsWithoutPeaks),
      "clips_with_early_onset": .count(counts.clipsWithEarlyOnset),
      "canonical_frame_rate": .optional(counts.canonicalFrameRate),
      "frame_rates": .array(
        counts.frameRates.map { .members(["frame_rate": .number($0.frameRate), "clips": .count($0.clips)]) }),
    ])
  }

  private static func seconds(_ milliseconds: Int) -> JSONValue { .number(Double(milliseconds) / 1000) }
}
