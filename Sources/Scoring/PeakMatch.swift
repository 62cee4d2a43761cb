import Features
import NumericKernels

/// Audio onsets and peaks of optical flow, and which of them lie within one frame of each other.
///
/// The tests are those of the references to the last operation, since clips sit exactly on the window's edge: strict
/// comparisons of doubles, `peak - 1 / rate < onset < peak + 1 / rate`.
struct PeakMatch {
  /// Onset times in seconds, ascending.
  var onsets: [Double]
  /// Flow peak times in seconds, ascending.
  var peaks: [Double]
  /// Frames a second.
  let frameRate: Double
  /// Seconds from a window's centre to its edges: one frame.
  let reach: Double

  init(onsets: [Double], peaks: [Double], frameRate: Double) {
    self.onsets = onsets
    self.peaks = peaks
    self.frameRate = frameRate
    reach = 1 / frameRate
  }

  /// The peaks of a clip with some onsets; `leastFlow` drops lower peaks.
  init(of trace: AlignmentTrace, onsets: Onsets, leastFlow: Double? = nil) {
    self.init(onsets: onsets.times, peaks: trace.peakTimes(leastFlow: leastFlow), frameRate: trace.frameRate)
  }

  /// Whether `time` lies within one frame of `centre`, the edges excluded.
  private func isNear(_ time: Double, _ centre: Double) -> Bool {
    centre - reach < time && time < centre + reach
  }

  /// Whether a peak lies near `onset`, in whose window the onset is.
  func hasPeak(near onset: Double) -> Bool { peaks.contains { isNear(onset, $0) } }

  /// Whether an onset lies near `peak`, in whose window the peak is.
  func hasOnset(near peak: Double) -> Bool { onsets.contains { isNear(peak, $0) } }

  /// How many onsets have a peak near; one peak may serve several.
  var onsetsNearAPeak: Int { onsets.count { hasPeak(near: $0) } }

  /// How many peaks have an onset near, the window laid around the onset.
  var peaksNearAnOnset: Int { peaks.count { hasOnset(near: $0) } }

  /// How many pairs come of giving each onset in turn the first peak near that is still free.
  var greedyPairs: Int {
    var free = peaks
    return onsets.count { onset in
      guard let peak = free.firstIndex(where: { isNear(onset, $0) }) else { return false }
      free.remove(at: peak)
      return true
    }
  }
}

extension AlignmentTrace {
  /// Times of the flow's strict local maxima in seconds: frame / rate; `leastFlow` drops lower peaks.
  func peakTimes(leastFlow: Double?) -> [Double] {
    localMaxima(of: flow, least: leastFlow).map { Double($0) / frameRate }
  }
}
