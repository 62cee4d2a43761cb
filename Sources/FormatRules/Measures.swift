import Media
import Quantities

/// Texts of measured values in messages.
enum Measure {
  /// `4.032 s`.
  static func seconds(_ value: Rational) -> String { "\(value.doubleValue.decimal(places: 4)) s" }

  /// `29.97 fps`.
  static func rate(_ value: FrameRate) -> String { "\(value.doubleValue.decimal(places: 3)) fps" }

  /// `1 frame`, `32 frames`.
  static func count(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  /// `0.52 %`, of a share of 1.
  static func percent(_ share: Double) -> String { "\((share * 100).decimal(places: 3)) %" }

  /// `mono`, `two channels`, `6 channels`.
  static func channels(_ count: Int) -> String {
    switch count {
    case 1: "one channel (mono)"
    case 2: "two channels"
    default: "\(count) channels"
    }
  }
}

extension Rational {
  /// Whether this value lies within `slack` of `other`, the ends included; exact unless the terms overflow 64 bits.
  func isWithin(_ slack: Rational, of other: Rational) -> Bool {
    guard let difference = subtracting(other) else {
      return (doubleValue - other.doubleValue).magnitude <= slack.doubleValue
    }
    return difference.magnitude <= slack
  }

  /// The absolute value.
  var magnitude: Rational { self < .zero ? negated : self }

  /// The sum; where it does not fit 64-bit terms, the sum to the nearest microsecond.
  func plus(_ other: Rational) -> Rational {
    if let sum = adding(other) { return sum }
    let micros = ((doubleValue + other.doubleValue) * 1e6).rounded()
    return Rational(Int64(exactly: micros) ?? .max, 1_000_000) ?? self
  }

  /// The multiple; where it does not fit 64-bit terms, to the nearest microsecond.
  func times(_ factor: Int) -> Rational {
    if let product = multiplied(by: Rational(Int64(factor))) { return product }
    let micros = (doubleValue * Double(factor) * 1e6).rounded()
    return Rational(Int64(exactly: micros) ?? .max, 1_000_000) ?? self
  }

  /// One millisecond.
  static let millisecond = Rational(1, 1000) ?? .zero

  /// One hundredth.
  static let percent = Rational(1, 100) ?? .zero
}

extension MediaDescription {
  /// How coarse the container's time stamps are: a millisecond in Matroska, WebM, FLV and ASF, exact elsewhere.
  var timeStampGrain: Rational {
    let coarse = ["matroska", "webm", "flv", "asf"]
    return format.split(separator: ",").contains { coarse.contains(String($0)) } ? .millisecond : .zero
  }
}

extension DecodedVideo {
  /// Frames a second with the longest interval left out, so that one gap (ffmpeg's fragmented files begin with one) does
  /// not change the rate of a clip; the plain rate below three intervals. Nil below two timed frames.
  var steadyRate: FrameRate? {
    guard let rate = frameRate?.framesPerSecond, let first = firstTime, let last = lastTime,
      let longest = longestInterval, let whole = last.subtracting(first),
      let intervals = rate.multiplied(by: whole), intervals >= Rational(3),
      let others = intervals.subtracting(Rational(1)), let time = whole.subtracting(longest),
      let steady = time.reciprocal?.multiplied(by: others)
    else { return frameRate }
    return FrameRate(steady) ?? frameRate
  }

  /// Time from one frame to the next at the steady rate, in seconds; nil below two timed frames.
  var interval: Rational? { steadyRate?.framesPerSecond.reciprocal }
}

extension AudioStream {
  /// Seconds of `count` codec frames: the step in which an encoder can end a track.
  ///
  /// A frame counts 1,024 to 2,048 samples (1,024 for AAC and where the size is unknown, 2,048 for HE-AAC). Nil for
  /// codecs that end anywhere: PCM and the lossless ones.
  func codecFrames(_ count: Int) -> Rational? {
    let lossless = ["flac", "alac", "wavpack", "tta", "ape"]
    guard !codec.hasPrefix("pcm_"), !lossless.contains(codec), let decoded else { return nil }
    let samples = max(1024, min(2048, frameSize ?? 1024))
    return Rational(Int64(samples), Int64(max(1, decoded.sampleRate)))?.times(count)
  }

  /// How far the decoded length may be from what was meant, by what a track allows.
  func lengthSlack(codecFrames count: Int, wav: Rational) -> Rational { codecFrames(count) ?? wav }
}
