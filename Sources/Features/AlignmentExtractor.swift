public import Media
import NumericKernels
import Quantities

/// Turns decoded frames and samples into an `AlignmentTrace` while they arrive.
///
/// One extractor serves one lane, clip after clip, and keeps its buffers: `begin`, examine the mp4 (and the WAV) with
/// the extractor as consumer, `finish`. Audio must be asked of one of the two files only.
public final class AlignmentExtractor: MediaConsumer {
  /// Names the definition and the kernels; stored traces of another revision are stale.
  public static let revision = "alignment/1"

  private var audioSource: AlignmentAudioSource?

  /// Makes an extractor; buffers are allocated at the first frame.
  public init() {}

  /// Forgets the last clip and readies for the next.
  ///
  /// - Parameter source: the file whose audio will be delivered; samples of an mp4 are rounded to 16 bits, as the
  ///   reference's reader does. Nil where the clip has no audio.
  public func begin(audioFrom source: AlignmentAudioSource?) {
    audioSource = source
  }

  /// Takes the next frame.
  public func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
  }

  /// Takes the next run of samples.
  public func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
  }

  /// Ends the clip.
  ///
  /// - Parameter frameRate: `VideoStream.guessedFrameRate` of the mp4 as a double; nil where it has none.
  /// - Returns: the trace, or why the reference raises on this clip.
  public func finish(frameRate: Double?) -> AlignmentOutcome {
    .unavailable(.tooFewFrames(0))
  }
}
