import Features

extension AlignmentFlavour {
  /// AV-Align as the SVG 2024 challenge's script `av_align.py` computes it: how many audio onsets have a peak of optical
  /// flow within one frame, how many peaks have an onset, combined as an intersection over union.
  ///
  /// A clip's value is 0 to 1; 0 where it has no onset or no peak.
  static let svg2024 = AlignmentFlavour(
    "svg-2024", audio: AlignmentAudio(.wav, .kaiserBest), variants: [.soxr, .mp4audio]
  ) { match in
    let precision = match.onsets.isEmpty ? 0 : Double(match.onsetsNearAPeak) / Double(match.onsets.count)
    let recall = match.peaks.isEmpty ? 0 : Double(match.peaksNearAnOnset) / Double(match.peaks.count)
    guard precision > 0 || recall > 0 else { return .value(0) }
    return .value(precision * recall / (precision + recall - precision * recall))
  }
}
