/// What AV-Align needs of one clip: the flow trajectory of its frames and the onsets of its audio.
///
/// Made once by `AlignmentExtractor` while the clip is decoded; small enough (8 bytes a frame) to be stored.
public struct AlignmentTrace: Sendable, Hashable {
  /// Mean optical-flow magnitude in pixels, one value a frame; element 0 repeats element 1, as the reference does.
  /// Empty where no frame decodes.
  public var flow: [Double]
  /// Frames a second as OpenCV reports it (`av_guess_frame_rate`), the unit of the matching window.
  public var frameRate: Double
  /// Onsets by how the clip was heard; each way asked for, and no other.
  public var onsets: [AlignmentAudio: OnsetOutcome]

  /// Makes a trace.
  public init(flow: [Double], frameRate: Double, onsets: [AlignmentAudio: OnsetOutcome]) {
    self.flow = flow
    self.frameRate = frameRate
    self.onsets = onsets
  }

  /// Frames decoded.
  public var frameCount: Int { flow.count }
}
