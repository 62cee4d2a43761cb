/// Frames of the peaks of an onset envelope, as `librosa.onset.onset_detect` picks them with hop 512.
///
/// The envelope is shifted to begin at 0 and scaled to 1. A frame is an onset where it is the largest of the last 30 ms,
/// reaches the mean of the frames within 100 ms either way (truncated at the ends) plus 0.07, and lies more than 30 ms
/// after the last onset. At 22,050 Hz these are the frame before, the frames n - 4 ... n + 4, and two frames. All steps
/// round to float as NumPy does.
///
/// - Parameter sampleRate: samples a second of the audio, which sets how many frames a duration is.
/// - Returns: ascending frames; empty where the envelope is empty, flat, or not finite.
public func pickOnsets(of envelope: [Float], sampleRate: Int = OnsetEnvelope.defaultRate) -> [Int] {
  guard let least = envelope.min(), envelope.allSatisfy(\.isFinite) else { return [] }
  let shifted = envelope.map { $0 - least }
  let scale = (shifted.max() ?? 0) + Float.leastNormalMagnitude
  let normal = shifted.map { $0 / scale }
  guard normal.contains(where: { $0 != 0 }), normal.allSatisfy(\.isFinite) else { return [] }
  let window = OnsetWindow(sampleRate: sampleRate)
  let averages = window.movingAverages(of: normal)
  var onsets: [Int] = []
  for (frame, value) in normal.enumerated() where value != 0 {
    let isLargest = normal[max(0, frame - window.largest)...frame].allSatisfy { $0 <= value }
    guard isLargest, value >= averages[frame] + OnsetWindow.delta else { continue }
    if let last = onsets.last, frame <= last + window.wait { continue }
    onsets.append(frame)
  }
  return onsets
}

/// The windows an onset is held against, in frames.
private struct OnsetWindow {
  static let delta: Float = 0.07

  /// Frames before an onset that are no larger.
  let largest: Int
  /// Frames after an onset that are none.
  let wait: Int
  /// The mean is taken over frames n - before ..< n + after.
  let before: Int
  let after: Int

  init(sampleRate: Int) {
    // A power of two divides exactly, so these are the reference's floors of its floats.
    let frames = { (seconds: Double) in Int((seconds * Double(sampleRate) / Double(OnsetEnvelope.hop)).rounded(.down)) }
    largest = frames(0.03)
    wait = frames(0.03)
    before = frames(0.10)
    after = frames(0.10) + 1
  }

  /// Means over the window: a running sum in double inside, as SciPy's `uniform_filter1d`; float means of the truncated
  /// window at the ends.
  func movingAverages(of values: [Float]) -> [Float] {
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
