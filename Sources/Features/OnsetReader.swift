import NumericKernels

/// The onsets of one file's audio, made as the samples arrive: mono, another rate, envelope, peaks; once for each way it
/// is heard.
struct OnsetReader {
  /// Most seconds of audio that are read: a bound on time and memory, whatever a header claims.
  private static let mostSeconds = 600

  private let source: AlignmentAudioSource
  private let detectors: [(resampling: OnsetResampling, detector: OnsetDetector)]
  private var format: AudioFormat?
  private var sampleCount = 0
  private var obstacle: AlignmentObstacle?
  private var outcomes: [OnsetResampling: OnsetOutcome] = [:]

  init(source: AlignmentAudioSource, detectors: [(OnsetResampling, OnsetDetector)]) {
    self.source = source
    self.detectors = detectors.map { (resampling: $0.0, detector: $0.1) }
  }

  /// Takes the next interleaved samples.
  mutating func append(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    guard obstacle == nil, channels > 0, !samples.isEmpty else { return }
    let given = AudioFormat(channels: channels, sampleRate: sampleRate)
    if format == nil {
      format = given
      guard detectors.allSatisfy({ $0.detector.begin(sampleRate: sampleRate) }) else {
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
    let mono = mono(samples, channels: channels)
    for (_, detector) in detectors { detector.append(mono) }
  }

  private func mono(_ samples: UnsafeBufferPointer<Float>, channels: Int) -> [Float] {
    guard source == .mp4 else { return downmixToMono(samples, channels: channels) }
    return samples.map(roundedTo16Bits).withUnsafeBufferPointer { downmixToMono($0, channels: channels) }
  }

  /// Ends the file, so that its detectors are free for another.
  mutating func end() {
    if format == nil { obstacle = obstacle ?? .noAudio }
    for (resampling, detector) in detectors {
      outcomes[resampling] = obstacle.map { .unavailable($0) } ?? outcome(of: detector)
    }
  }

  private func outcome(of detector: OnsetDetector) -> OnsetOutcome {
    do {
      return .found(try detector.finish())
    } catch {
      switch error {
      case .tooShort: return .unavailable(.audioTooShort(samples: sampleCount))
      case .library(let words): return .unavailable(.unreadable(words))
      }
    }
  }

  /// What one way of hearing the file came to; nil for a way that was not asked for, and before its end.
  func outcome(_ resampling: OnsetResampling) -> OnsetOutcome? { outcomes[resampling] }
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
