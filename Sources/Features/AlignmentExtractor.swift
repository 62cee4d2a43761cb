public import Media
import NumericKernels

/// Turns decoded frames and samples into an `AlignmentTrace` while they arrive.
///
/// One extractor serves one lane, clip after clip, and keeps its buffers: `begin`, then for each file `listen` and
/// examine it with the extractor as consumer, `finish`. Each file is decoded once, however many ways its audio is heard.
/// Memory is bounded by the picture size (about 100 bytes a pixel) and, for audio, by 22 KB a second and way of hearing.
public final class AlignmentExtractor: MediaConsumer {
  /// Names the definition and the kernels; stored traces of another revision are stale.
  public static let revision = "alignment/2"

  private var video: FlowTrajectory
  private var wanted: Set<AlignmentAudio> = []
  private var audio: [AlignmentAudioSource: OnsetReader] = [:]
  private var current: AlignmentAudioSource?
  private var detectors: [OnsetResampling: OnsetDetector] = [:]

  /// Makes an extractor; the larger buffers are allocated at the first frame.
  public init() { video = FlowTrajectory() }

  /// Forgets the last clip and readies for the next.
  ///
  /// - Parameter wanted: how the clip is to be heard. A source of which no sample arrives has an obstacle.
  public func begin(hearing wanted: Set<AlignmentAudio>) {
    video.begin()
    self.wanted = wanted
    audio = [:]
    current = nil
  }

  /// Says which file the samples that follow are of; those of an mp4 are rounded to 16 bits, as the reference's reader
  /// does. The files' order does not matter, but one file's samples come in one go.
  public func listen(to source: AlignmentAudioSource) {
    endListening()
    current = source
    let ways = Set(wanted.filter { $0.source == source }.map(\.resampling))
    guard !ways.isEmpty else { return }
    audio[source] = OnsetReader(source: source, detectors: ways.map { ($0, detector($0)) })
  }

  private func detector(_ resampling: OnsetResampling) -> OnsetDetector {
    let detector = detectors[resampling] ?? OnsetDetector(resampling)
    detectors[resampling] = detector
    return detector
  }

  /// Takes the next frame.
  public func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
    video.append(pixels, width: width, height: height)
  }

  /// Takes the next run of samples; those of a file that is not to be heard are ignored.
  public func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    guard let current else { return }
    audio[current]?.append(samples, channels: channels, sampleRate: sampleRate)
  }

  /// Ends the clip.
  ///
  /// - Parameters:
  ///   - frameRate: `VideoStream.guessedFrameRate` of the mp4 as a double; nil where it has none.
  ///   - obstacles: what is known to be wrong with a file's audio otherwise.
  /// - Returns: the trace, or why the reference raises on this clip's video.
  public func finish(
    frameRate: Double?, obstacles: [AlignmentAudioSource: AlignmentObstacle] = [:]
  ) -> AlignmentOutcome {
    endListening()
    do {
      let flow = try video.finish()
      guard let frameRate, frameRate > 0, frameRate.isFinite else { return .unavailable(.noFrameRate) }
      var onsets: [AlignmentAudio: OnsetOutcome] = [:]
      for way in wanted {
        let heard = audio[way.source]?.outcome(way.resampling) ?? .unavailable(.noAudio)
        onsets[way] = obstacles[way.source].map { .unavailable($0) } ?? heard
      }
      return .trace(AlignmentTrace(flow: flow, frameRate: frameRate, onsets: onsets))
    } catch {
      return .unavailable(error)
    }
  }

  /// Ends the current file, so that its detectors are free for the next.
  private func endListening() {
    if let current { audio[current]?.end() }
    current = nil
  }
}
