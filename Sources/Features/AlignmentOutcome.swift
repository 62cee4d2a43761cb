/// What came of reading one clip for AV-Align: its trace, or the reason why the reference would have stopped on it.
public enum AlignmentOutcome: Sendable, Hashable {
  /// The clip was read.
  case trace(AlignmentTrace)
  /// The clip cannot be scored: the reference implementation raises on it.
  case unavailable(AlignmentObstacle)
}

/// Why a clip has no alignment trace.
public enum AlignmentObstacle: Error, Sendable, Hashable, CustomStringConvertible {
  /// Fewer than two frames decoded (the reference indexes the second frame); the number that did.
  case tooFewFrames(Int)
  /// A later frame had another size than the first (the reference's optical flow refuses the pair).
  case frameSizeChanged(frame: Int)
  /// A side of the frames is over 32,768 pixels.
  case frameTooLarge(width: Int, height: Int)
  /// The container gives no frame rate, so there is no matching window.
  case noFrameRate
  /// No audio sample decoded.
  case noAudio
  /// The audio changed its sample rate or channel count midway.
  case audioFormatChanged
  /// So short a recording that resampling to 22,050 Hz leaves no sample (resampy refuses it); the samples there were.
  case audioTooShort(samples: Int)
  /// More audio than is read: ten minutes.
  case audioTooLong
  /// A sample is NaN or infinite (the reference refuses the file).
  case audioNotFinite
  /// The file could not be read at all; the reader's words.
  case unreadable(String)

  /// A reason for a report: lower case, no full stop.
  public var description: String {
    switch self {
    case .tooFewFrames(0): "no video frame decodes"
    case .tooFewFrames(let count): "\(count) video frame decodes, optical flow needs 2"
    case .frameSizeChanged(let frame): "frame \(frame) has another size than the first"
    case .frameTooLarge(let width, let height): "frames of \(width)x\(height) pixels are too large for optical flow"
    case .noFrameRate: "the container gives no frame rate"
    case .noAudio: "no audio sample decodes"
    case .audioFormatChanged: "the audio changes its sample rate or channel count midway"
    case .audioTooShort(let samples): "\(samples) audio samples are too few to resample to 22050 Hz"
    case .audioTooLong: "the audio is longer than 10 minutes"
    case .audioNotFinite: "the audio holds NaN or infinite samples"
    case .unreadable(let words): words
    }
  }
}
