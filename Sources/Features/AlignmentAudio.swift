/// One way to hear a clip: which file's audio, and at which rate its onsets are looked for.
///
/// The flavours of AV-Align differ in it, and onsets differ with it.
public struct AlignmentAudio: Sendable, Hashable, Codable {
  /// The file that holds the audio.
  public var source: AlignmentAudioSource
  /// How its samples come to the rate of the onset detection.
  public var resampling: OnsetResampling

  /// Names a way to hear a clip.
  public init(_ source: AlignmentAudioSource, _ resampling: OnsetResampling) {
    self.source = source
    self.resampling = resampling
  }
}

/// Where audio was read.
public enum AlignmentAudioSource: String, Sendable, Hashable, Codable {
  /// The sample's WAV.
  case wav
  /// The audio of the mp4 (`+mp4audio` where the metric asks for a WAV).
  case mp4
}

/// How samples come to the rate at which onsets are looked for.
public enum OnsetResampling: String, Sendable, Hashable, Codable, CaseIterable {
  /// To 22,050 Hz by resampy 0.4.3's `kaiser_best`, as librosa 0.9 loads audio by default.
  case kaiserBest = "kaiser-best"
  /// To 22,050 Hz by libsoxr's high quality, as librosa 0.10 and newer load audio by default (`+soxr`).
  case soxrHQ = "soxr-hq"
  /// Not at all: onsets are looked for at the file's own rate.
  case none
}

/// Onsets of one recording.
public struct Onsets: Sendable, Hashable, Codable {
  /// Frames of 512 samples at `sampleRate`, ascending.
  public var frames: [Int]
  /// Samples a second of the audio they were found in.
  public var sampleRate: Int

  /// Names onsets by their frames.
  public init(frames: [Int], sampleRate: Int = 22050) {
    self.frames = frames
    self.sampleRate = sampleRate
  }

  /// Times in seconds: frame x 512 / rate.
  public var times: [Double] { frames.map { Double($0 * 512) / Double(sampleRate) } }
}

/// What came of listening to a clip one way.
public enum OnsetOutcome: Sendable, Hashable {
  /// The onsets, possibly none.
  case found(Onsets)
  /// The audio cannot be used: the reference implementation raises on it.
  case unavailable(AlignmentObstacle)
}
