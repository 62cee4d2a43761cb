public import Features

/// AV-Align as the SVG 2024 challenge's script `av_align.py` computes it: how many audio onsets have a peak of optical
/// flow within one frame, how many peaks have an onset, combined as an intersection over union.
///
/// The WAV of each sample is read; where a trace's audio came from the mp4 instead, the score's identifier carries
/// `+mp4audio`. docs/metrics/av-align.md says what the number means.
public enum AVAlignSVG2024 {
  /// The identifier of the plain flavour.
  public static let identifier = MetricIdentifier(base: "av-align", flavour: "svg-2024")

  /// The value of one clip, 0 to 1; 0 where the clip has no onset or no peak, as in the reference.
  public static func value(of trace: AlignmentTrace) -> Double {
    value(of: PeakMatch(of: trace))
  }

  static func value(of match: PeakMatch) -> Double {
    let precision = match.onsets.isEmpty ? 0 : Double(match.onsetsNearAPeak) / Double(match.onsets.count)
    let recall = match.peaks.isEmpty ? 0 : Double(match.peaksNearAnOnset) / Double(match.peaks.count)
    guard precision > 0 || recall > 0 else { return 0 }
    return precision * recall / (precision + recall - precision * recall)
  }

  /// The score of a set: the mean over the clips that could be read, which is what the reference computes.
  ///
  /// - Parameters:
  ///   - samples: every expected sample in order, with its trace or the obstacle to one.
  ///   - expected: how many samples there should be; nil where nothing says.
  ///   - minimumCoverage: least share of scored to expected samples of a `complete` score, 0 to 1.
  ///   - canonicalFrameRate: what the track's numbers assume, for a warning; nil where nothing says.
  /// - Returns: `unscored` where no sample could be read.
  public static func score(
    samples: [(id: String, outcome: AlignmentOutcome)], expected: Int?, minimumCoverage: Double,
    canonicalFrameRate: Double? = nil
  ) -> Score {
    AlignmentScoring(identifier: identifier, audio: .wav) { .value(value(of: $0)) }
      .score(
        samples: samples, expected: expected, minimumCoverage: minimumCoverage, canonicalFrameRate: canonicalFrameRate)
  }
}
