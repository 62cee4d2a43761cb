import Quantities

extension Track {
  /// Pairs of fields that do not fit together: the key at fault in the track file, and what is wrong.
  var contradictions: [(key: String, message: String)] {
    var found: [(key: String, message: String)] = []
    if (input == .audio) != (audioSource == .input) {
      found.append(("audio", "`audio: input` and `input: audio` belong together"))
    }
    if input != .audio, accepts.duration == nil {
      found.append(("accepts", "`accepts.duration.exactly` is needed where no input says how long a clip is"))
    }
    if input == .audio, accepts.duration != nil {
      found.append(("accepts", "`accepts.duration.exactly` cannot be given where a clip is as long as its input"))
    }
    if let duration = accepts.duration, duration <= .zero {
      found.append(("accepts", "`accepts.duration.exactly` is 0"))
    }
    if let width = canonical.width, !accepts.width.contains(width) { found.append(outside("width")) }
    if let height = canonical.height, !accepts.height.contains(height) { found.append(outside("height")) }
    if let rate = canonical.frameRate, accepts.frameRate?.contains(rate) == false {
      found.append(outside("frame_rate"))
    }
    if let rate = canonical.sampleRate, accepts.audio?.sampleRate.contains(rate) == false {
      found.append(outside("sample_rate"))
    }
    if let length = canonical.duration, let accepted = accepts.duration, length != accepted {
      found.append(outside("duration"))
    }
    if let box = canonical.letterbox, let height = canonical.height, box.top + box.picture + box.bottom != height {
      found.append(("canonical", "`canonical.letterbox` does not add up to `canonical.height`"))
    }
    return found
  }

  private func outside(_ key: String) -> (key: String, message: String) {
    ("canonical", "`canonical.\(key)` is not within what `accepts` allows")
  }
}
