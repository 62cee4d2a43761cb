/// Frames a second of a video, exact and positive.
public struct FrameRate: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Frames a second, above zero.
  public let framesPerSecond: Rational

  /// Makes a frame rate, or nil unless it is above zero.
  public init?(_ framesPerSecond: Rational) {
    guard framesPerSecond > .zero else { return nil }
    self.framesPerSecond = framesPerSecond
  }

  /// The value as a double, as OpenCV's `CAP_PROP_FPS` gives it.
  public var doubleValue: Double { framesPerSecond.doubleValue }

  /// Compares exactly.
  public static func < (left: FrameRate, right: FrameRate) -> Bool { left.framesPerSecond < right.framesPerSecond }

  /// `8 fps`, `30000/1001 fps`.
  public var description: String { "\(framesPerSecond) fps" }
}

/// Samples a second of an audio stream, positive.
public struct SampleRate: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Samples a second, at least 1.
  public let hertz: Int

  /// Makes a sample rate, or nil unless it is at least 1.
  public init?(hertz: Int) {
    guard hertz >= 1 else { return nil }
    self.hertz = hertz
  }

  /// Compares by value.
  public static func < (left: SampleRate, right: SampleRate) -> Bool { left.hertz < right.hertz }

  /// `16000 Hz`.
  public var description: String { "\(hertz) Hz" }
}
