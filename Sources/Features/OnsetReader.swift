import NumericKernels

/// The onsets of a clip's audio, made as the samples arrive: mono, 22,050 Hz, envelope, peaks.
struct OnsetReader {
  /// Most seconds of audio that are read: a bound on time and memory, whatever a header claims.
  private static let mostSeconds = 600

  /// The file the samples come from.
  let source: AlignmentAudioSource

  private let detector: OnsetDetector
  private var format: AudioFormat?
  private var sampleCount = 0
  private var obstacle: AlignmentObstacle?

  init(source: AlignmentAudioSource, detector: OnsetDetector) {
    self.source = source
    self.detector = detector
  }

  /// Takes the next interleaved samples.
  mutating func append(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    guard obstacle == nil, channels > 0, !samples.isEmpty else { return }
    let given = AudioFormat(channels: channels, sampleRate: sampleRate)
    if format == nil {
      format = given
      guard detector.begin(sampleRate: sampleRate) else {
        obstacle = .unreadable("a sample rate of \(sampleRate) Hz is beyond what can be resampled")
        return
      }
    }
    guard format == given else {
      obstacle = .audioFormatChanged
      return
    }
    guard samples.allSatisfy(\.isFinite) else {
      obstacle = .audioNotFinite
      return
    }
    sampleCount += samples.count / channels
    guard sampleCount <= sampleRate * Self.mostSeconds else {
      obstacle = .audioTooLong
      return
    }
    detector.append(mono(samples, channels: channels))
  }

  private func mono(_ samples: UnsafeBufferPointer<Float>, channels: Int) -> [Float] {
    guard source == .mp4 else { return downmixToMono(samples, channels: channels) }
    return samples.map(roundedTo16Bits).withUnsafeBufferPointer { downmixToMono($0, channels: channels) }
  }

  /// Frames of the onsets.
  mutating func finish() throws(AlignmentObstacle) -> [Int] {
    if let obstacle { throw obstacle }
    guard format != nil else { throw .noAudio }
    guard let onsets = detector.finish() else { throw .audioTooShort(samples: sampleCount) }
    return onsets
  }
}

/// What must not change within one recording.
private struct AudioFormat: Equatable {
  var channels: Int
  var sampleRate: Int
}

/// A sample as it is after conversion to signed 16 bits (nearest, halves to even, clipped) and back: the reference reads
/// an mp4's audio through such a pipe.
private func roundedTo16Bits(_ sample: Float) -> Float {
  min(max((sample * 32768).rounded(.toNearestOrEven), -32768), 32767) / 32768
}
