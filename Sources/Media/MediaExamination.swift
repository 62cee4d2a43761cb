/// What to take from a media file besides its description.
public struct ExaminationRequest: Sendable, Hashable, Codable {
  /// Deliver every frame of the first video stream as BGR24, converted exactly as the reference decode does.
  public var wantsFrames: Bool
  /// Deliver the first audio stream as float32 samples at its own rate.
  public var wantsAudio: Bool
  /// Limits of the decode.
  public var limits: DecodeLimits

  /// Makes a request.
  public init(wantsFrames: Bool = false, wantsAudio: Bool = false, limits: DecodeLimits = DecodeLimits()) {
    self.wantsFrames = wantsFrames
    self.wantsAudio = wantsAudio
    self.limits = limits
  }
}

/// Bounds on one decode; meeting one stops it and is said in `MediaDescription.stoppedBy`.
public struct DecodeLimits: Sendable, Hashable, Codable {
  /// Pixels of one frame (`max_pixels`).
  public var pixels: Int
  /// Frames of one video stream.
  public var frames: Int
  /// Samples per channel of one audio stream.
  public var samples: Int64
  /// Wall seconds for the whole file; past it the worker is killed.
  public var wallSeconds: Double

  /// Makes limits; the defaults hold a minute of 4K at 60 fps and an hour of 48 kHz audio.
  public init(pixels: Int = 8_912_896, frames: Int = 3600, samples: Int64 = 172_800_000, wallSeconds: Double = 60) {
    self.pixels = pixels
    self.frames = frames
    self.samples = samples
    self.wallSeconds = wallSeconds
  }
}

/// What came of examining a file: facts, or the reason why there are none. Both are values: a broken file is its
/// maker's failure, not ours.
public enum Examination: Sendable, Hashable {
  /// The file was read.
  case described(MediaDescription)
  /// The file could not be read.
  case unreadable(MediaFailure)
}

/// Why a file could not be examined.
public struct MediaFailure: Sendable, Hashable, Codable {
  /// What went wrong.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Not a media file, or one whose headers are lost.
    case notMedia
    /// A container outside the allow-list (playlists, network formats, ...).
    case forbiddenFormat
    /// The decoder crashed on it.
    case crashed
    /// It took longer than the wall limit.
    case timedOut
    /// It needed more memory than a worker may have.
    case outOfMemory
    /// The decoder tried something a media worker may not do.
    case confinementBreach
  }

  /// The kind of failure.
  public let kind: Kind
  /// The decoder's own words, or the signal.
  public let detail: String

  /// Makes a failure.
  public init(kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail
  }
}

/// Takes decoded media as it arrives, so that memory stays bounded whatever the file's length.
///
/// Both calls come on the thread that examines the file, frames and samples in presentation order each; buffers are
/// valid during the call only.
public protocol MediaConsumer: AnyObject {
  /// One frame: `height` rows of `width` BGR24 pixels, rows packed without padding. `index` counts from 0.
  func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int)
  /// A run of interleaved float32 samples, full scale = 1 (integers divided by 2^(bits-1), exactly).
  func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int)
}
