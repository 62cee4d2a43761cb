/// Frames of the peaks of an onset envelope, as `librosa.onset.onset_detect` picks them at 22,050 Hz with hop 512.
///
/// The envelope is shifted to begin at 0 and scaled to 1. A frame is an onset where it equals the larger of itself and
/// the frame before, reaches the mean of the frames n - 4 ... n + 4 (truncated at the ends) plus 0.07, and lies at least
/// two frames after the last onset. All steps round to float as NumPy does.
///
/// - Returns: ascending frames; empty where the envelope is empty, flat, or not finite.
public func pickOnsets(of envelope: [Float]) -> [Int] {
  guard let least = envelope.min(), envelope.allSatisfy(\.isFinite) else { return [] }
  let shifted = envelope.map { $0 - least }
  let scale = (shifted.max() ?? 0) + Float.leastNormalMagnitude
  let normal = shifted.map { $0 / scale }
  guard normal.contains(where: { $0 != 0 }), normal.allSatisfy(\.isFinite) else { return [] }
  let averages = OnsetWindow.movingAverages(of: normal)
  var onsets: [Int] = []
  for (frame, value) in normal.enumerated() where value != 0 {
    let isLargest = frame == 0 || value >= normal[frame - 1]
    guard isLargest, value >= averages[frame] + OnsetWindow.delta else { continue }
    if let last = onsets.last, frame <= last + OnsetWindow.wait { continue }
    onsets.append(frame)
  }
  return onsets
}

/// The window an onset is held against.
private enum OnsetWindow {
  static let before = 4
  static let after = 5
  static let wait = 1
  static let delta: Float = 0.07

  /// Means over frames n - 4 ... n + 4: a running sum in double inside, as SciPy's `uniform_filter1d`; float means of
  /// the truncated window at the ends.
  static func movingAverages(of values: [Float]) -> [Float] {
    let length = before + after
    var averages = [Float](repeating: 0, count: values.count)
    let clamped = { (index: Int) in Double(values[min(max(index, 0), values.count - 1)]) }
    var sum = 0.0
    for index in -before..<after { sum += clamped(index) }
    for frame in values.indices {
      if frame > 0 {
        sum += clamped(frame + after - 1)
        sum -= clamped(frame - before - 1)
      }
      averages[frame] = Float(sum / Double(length))
    }
    for frame in values.indices where frame < before || frame >= max(0, values.count - after) {
      let window = values[max(0, frame - before)..<min(values.count, frame + after)]
      averages[frame] = window.withUnsafeBufferPointer { pairwiseSum($0) / Float($0.count) }
    }
    return averages
  }
}
