public import Media
import NumericKernels

/// Turns decoded frames and samples into an `AlignmentTrace` while they arrive.
///
/// One extractor serves one lane, clip after clip, and keeps its buffers: `begin`, examine the mp4 (and the WAV) with
/// the extractor as consumer, `finish`. Audio must be asked of one of the two files only. Memory is bounded by the
/// picture size (about 100 bytes a pixel) and, for audio, by 22 KB a second.
public final class AlignmentExtractor: MediaConsumer {
  /// Names the definition and the kernels; stored traces of another revision are stale.
  public static let revision = "alignment/1"

  private var video: FlowTrajectory
  private var audio: OnsetReader?
  private let detector: OnsetDetector

  /// Makes an extractor; the larger buffers are allocated at the first frame.
  public init() {
    video = FlowTrajectory()
    detector = OnsetDetector()
  }

  /// Forgets the last clip and readies for the next.
  ///
  /// - Parameter source: the file whose audio will be delivered; samples of an mp4 are rounded to 16 bits, as the
  ///   reference's reader does. Nil where the clip has no audio; samples that arrive all the same are ignored.
  public func begin(audioFrom source: AlignmentAudioSource?) {
    video.begin()
    audio = source.map { OnsetReader(source: $0, detector: detector) }
  }

  /// Takes the next frame.
  public func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
    video.append(pixels, width: width, height: height)
  }

  /// Takes the next run of samples.
  public func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    audio?.append(samples, channels: channels, sampleRate: sampleRate)
  }

  /// Ends the clip.
  ///
  /// - Parameters:
  ///   - frameRate: `VideoStream.guessedFrameRate` of the mp4 as a double; nil where it has none.
  ///   - nonFiniteSamples: `DecodedAudio.nonFiniteSamples` of the audio that was delivered.
  /// - Returns: the trace, or why the reference raises on this clip.
  public func finish(frameRate: Double?, nonFiniteSamples: Int64 = 0) -> AlignmentOutcome {
    do {
      let flow = try video.finish()
      guard let frameRate, frameRate > 0, frameRate.isFinite else { return .unavailable(.noFrameRate) }
      guard var audio else { return .unavailable(.noAudio) }
      guard nonFiniteSamples == 0 else { return .unavailable(.audioNotFinite) }
      let onsets = try audio.finish()
      return .trace(
        AlignmentTrace(
          flow: flow, frameRate: frameRate, onsetFrames: onsets, frameCount: flow.count, audioSource: audio.source))
    } catch {
      return .unavailable(error)
    }
  }
}
