import Features
import NumericKernels

/// Audio onsets and peaks of optical flow, and which of them lie within one frame of each other.
///
/// The tests are those of the references to the last operation, since clips sit exactly on the window's edge: strict
/// comparisons of doubles, `peak - 1 / rate < onset < peak + 1 / rate`.
struct PeakMatch {
  /// Onset times in seconds, ascending.
  let onsets: [Double]
  /// Flow peak times in seconds, ascending.
  let peaks: [Double]
  /// Frames a second.
  let frameRate: Double

  /// Whether `time` lies within one frame of `centre`, the edges excluded.
  private func isNear(_ time: Double, _ centre: Double) -> Bool {
    centre - 1 / frameRate < time && time < centre + 1 / frameRate
  }

  /// How many onsets have a peak near; one peak may serve several.
  var onsetsNearAPeak: Int {
    onsets.count { onset in peaks.contains { isNear(onset, $0) } }
  }

  /// How many peaks have an onset near, the window laid around the onset.
  var peaksNearAnOnset: Int {
    peaks.count { peak in onsets.contains { isNear(peak, $0) } }
  }
}

extension AlignmentTrace {
  /// Times of the onsets in seconds: frame x 512 / 22,050.
  var onsetTimes: [Double] {
    onsetFrames.map { Double($0 * 512) / 22050 }
  }

  /// Times of the flow's strict local maxima in seconds: frame / rate; `leastFlow` drops lower peaks.
  func peakTimes(leastFlow: Double?) -> [Double] {
    localMaxima(of: flow, least: leastFlow).map { Double($0) / frameRate }
  }
}
