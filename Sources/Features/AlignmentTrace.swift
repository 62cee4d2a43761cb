/// What AV-Align needs of one clip: the flow trajectory of its frames and the onsets of its audio.
///
/// Made once by `AlignmentExtractor` while the clip is decoded; small enough (8 bytes a frame) to be stored.
public struct AlignmentTrace: Sendable, Hashable {
  /// Mean optical-flow magnitude in pixels, one value a frame; element 0 repeats element 1, as the reference does.
  /// Empty below two frames.
  public var flow: [Double]
  /// Frames a second as OpenCV reports it (`av_guess_frame_rate`), the unit of the matching window.
  public var frameRate: Double
  /// Onset frames of the audio (hop 512 at 22,050 Hz), ascending.
  public var onsetFrames: [Int]
  /// Frames decoded.
  public var frameCount: Int
  /// Where the audio came from; nil where there was none to read.
  public var audioSource: AlignmentAudioSource?

  /// Makes a trace.
  public init(
    flow: [Double], frameRate: Double, onsetFrames: [Int], frameCount: Int, audioSource: AlignmentAudioSource?
  ) {
    self.flow = flow
    self.frameRate = frameRate
    self.onsetFrames = onsetFrames
    self.frameCount = frameCount
    self.audioSource = audioSource
  }
}

/// Where a trace's audio was read.
public enum AlignmentAudioSource: String, Sendable, Hashable, Codable {
  /// The sample's WAV.
  case wav
  /// The audio of the mp4 (`+mp4audio` where the metric asks for a WAV).
  case mp4
}
