public import Quantities

/// What a media file claims and what it really holds, side by side.
///
/// "Declared" facts come from headers; `decoded` facts come from decoding every packet. Rules judge the decoded facts and
/// report the lie where the two differ.
public struct MediaDescription: Sendable, Hashable, Codable {
  /// FFmpeg's short name of the container, for example `mov,mp4,m4a,3gp,3g2,mj2`.
  public var format: String
  /// Size of the file in bytes.
  public var byteCount: Int64
  /// Duration by the container header, in seconds; nil where it has none.
  public var declaredDuration: Rational?
  /// Start time by the container, in seconds; nil where it has none.
  public var declaredStart: Rational?
  /// Video streams in file order (attached pictures are not among them).
  public var video: [VideoStream]
  /// Audio streams in file order.
  public var audio: [AudioStream]
  /// Kinds of all other streams: `subtitle`, `data`, `attachment`, `attached-picture`, `unknown`.
  public var otherStreams: [String]
  /// Set where decoding stopped before the end of the file because a limit was met; facts then cover the part read.
  public var stoppedBy: DecodeLimit?
  /// Packets that could not be read or decoded, all streams.
  public var damagedPackets: Int

  /// Makes a description.
  public init(
    format: String, byteCount: Int64, declaredDuration: Rational?, declaredStart: Rational?, video: [VideoStream],
    audio: [AudioStream], otherStreams: [String], stoppedBy: DecodeLimit?, damagedPackets: Int
  ) {
    self.format = format
    self.byteCount = byteCount
    self.declaredDuration = declaredDuration
    self.declaredStart = declaredStart
    self.video = video
    self.audio = audio
    self.otherStreams = otherStreams
    self.stoppedBy = stoppedBy
    self.damagedPackets = damagedPackets
  }
}

/// A limit that ended a decode early.
public enum DecodeLimit: String, Sendable, Hashable, Codable {
  /// A frame had more pixels than allowed.
  case pixels
  /// More video frames than allowed.
  case frames
  /// More audio samples than allowed.
  case samples
}

/// One video stream: what headers say, and what decoded.
public struct VideoStream: Sendable, Hashable, Codable {
  /// Index in the file.
  public var index: Int
  /// Codec name, for example `h264`.
  public var codec: String
  /// Codec profile, where known.
  public var profile: String?
  /// Declared picture size in pixels (before rotation).
  public var width: Int
  /// Declared picture size in pixels (before rotation).
  public var height: Int
  /// Sample aspect ratio; nil where unknown (taken as square).
  public var sampleAspect: Rational?
  /// Clockwise degrees a player turns the picture: 0, 90, 180 or 270.
  public var rotation: Int
  /// Pixel format name, for example `yuv420p`; nil where no decoder knows it.
  public var pixelFormat: String?
  /// Bits of each component, for example 8.
  public var bitDepth: Int?
  /// `tv`, `pc` or nil where untagged.
  public var colorRange: String?
  /// Matrix tag, for example `bt709`, `smpte170m`; nil where untagged.
  public var colorMatrix: String?
  /// Field order where the stream says interlaced (`tt`, `bb`, `tb`, `bt`); nil for progressive or unknown.
  public var fieldOrder: String?
  /// `avg_frame_rate`; nil where the container has none.
  public var averageFrameRate: FrameRate?
  /// `r_frame_rate`; nil where the container has none.
  public var realFrameRate: FrameRate?
  /// `av_guess_frame_rate`: what OpenCV's `CAP_PROP_FPS` reports, and the rate AV-Align's window is made of.
  public var guessedFrameRate: FrameRate?
  /// `nb_frames`; nil where the container does not say.
  public var declaredFrameCount: Int?
  /// Declared duration of the stream in seconds.
  public var declaredDuration: Rational?
  /// Declared start of the stream in seconds.
  public var declaredStart: Rational?
  /// Whether the container declares an edit list that shifts or trims this stream; nil where it cannot have one.
  public var hasEditList: Bool?
  /// What decoded; nil where no frame came out.
  public var decoded: DecodedVideo?
  /// Why nothing decoded, where `decoded` is nil: `no decoder for av1`, `no packets`, ...
  public var failure: String?

  /// Makes a stream with the identity given and everything else unknown; fill in what is known.
  public init(index: Int, codec: String, width: Int, height: Int) {
    self.index = index
    self.codec = codec
    self.width = width
    self.height = height
    self.rotation = 0
  }
}

/// Facts of the frames that really came out of a decoder.
public struct DecodedVideo: Sendable, Hashable, Codable {
  /// Frames decoded.
  public var frameCount: Int
  /// Size of the first frame in pixels, after rotation was applied as OpenCV does.
  public var width: Int
  /// Size of the first frame in pixels, after rotation was applied as OpenCV does.
  public var height: Int
  /// Whether a later frame had another size or pixel format.
  public var changesSize: Bool
  /// Presentation time of the first frame in seconds; nil where frames carry no time.
  public var firstTime: Rational?
  /// Presentation time of the last frame in seconds.
  public var lastTime: Rational?
  /// From the first frame's time to the end of the last frame (its own duration, else the median interval), in seconds.
  public var span: Rational?
  /// Shortest interval between successive frames in seconds; nil below two timed frames.
  public var shortestInterval: Rational?
  /// Longest interval between successive frames in seconds.
  public var longestInterval: Rational?
  /// (frames - 1) / (last - first); nil below two timed frames.
  public var frameRate: FrameRate?
  /// Whether every time stamp was later than the one before.
  public var isMonotonic: Bool
  /// Frames without a time stamp.
  public var untimedFrames: Int
  /// Frames the decoder marked as damaged or concealed.
  public var damagedFrames: Int
  /// Frames marked as interlaced.
  public var interlacedFrames: Int
  /// Pictures that differ in no byte from the one before.
  public var repeatedFrames: Int
  /// Smallest and largest mean luma (0 to 255, 8-bit scale) of any frame.
  public var lowestLuma: Double
  /// Largest mean luma of any frame, 0 to 255.
  public var highestLuma: Double
  /// Rows at the top whose luma stays below 17 (limited range black) in every frame.
  public var blackRowsTop: Int
  /// Rows at the bottom whose luma stays below 17 in every frame.
  public var blackRowsBottom: Int

  /// Makes facts for `frameCount` frames of the size given, everything else unknown or zero.
  public init(frameCount: Int, width: Int, height: Int) {
    self.frameCount = frameCount
    self.width = width
    self.height = height
    self.changesSize = false
    self.isMonotonic = true
    self.untimedFrames = 0
    self.damagedFrames = 0
    self.interlacedFrames = 0
    self.repeatedFrames = 0
    self.lowestLuma = 0
    self.highestLuma = 0
    self.blackRowsTop = 0
    self.blackRowsBottom = 0
  }
}

/// One audio stream: what headers say, and what decoded.
public struct AudioStream: Sendable, Hashable, Codable {
  /// Index in the file.
  public var index: Int
  /// Codec name, for example `aac`, `pcm_s16le`.
  public var codec: String
  /// Codec profile, where known.
  public var profile: String?
  /// Declared samples a second; 0 where the header has none.
  public var sampleRate: Int
  /// Declared channels; 0 where the header has none.
  public var channels: Int
  /// Channel layout, for example `mono`, `5.1(side)`.
  public var channelLayout: String?
  /// Sample format name, for example `fltp`, `s16`.
  public var sampleFormat: String?
  /// Samples a codec frame holds (1024 for AAC); nil for PCM and where unknown.
  public var frameSize: Int?
  /// Declared duration in seconds.
  public var declaredDuration: Rational?
  /// Declared start in seconds.
  public var declaredStart: Rational?
  /// What decoded; nil where no sample came out.
  public var decoded: DecodedAudio?
  /// Why nothing decoded, where `decoded` is nil.
  public var failure: String?

  /// Makes a stream with the identity given and everything else unknown; fill in what is known.
  public init(index: Int, codec: String, sampleRate: Int, channels: Int) {
    self.index = index
    self.codec = codec
    self.sampleRate = sampleRate
    self.channels = channels
  }
}

/// Facts of the samples that really came out of a decoder (priming and edit lists honoured, as FFmpeg does).
public struct DecodedAudio: Sendable, Hashable, Codable {
  /// Samples decoded per channel.
  public var sampleCount: Int64
  /// Samples a second of the decoded frames.
  public var sampleRate: Int
  /// Channels of the decoded frames.
  public var channels: Int
  /// Whether rate or channel count changed inside the stream.
  public var changesFormat: Bool
  /// Presentation time of the first sample in seconds; nil where packets carry no time.
  public var firstTime: Rational?
  /// Largest absolute sample value of any channel, full scale = 1.
  public var peak: Double
  /// Root mean square over all channels, full scale = 1.
  public var rootMeanSquare: Double
  /// Mean over all channels (DC offset), full scale = 1.
  public var mean: Double
  /// Samples at or beyond full scale (absolute value of 1 or more, or the integer extremes).
  public var clippedSamples: Int64
  /// NaN or infinite samples (counted, then read as zero).
  public var nonFiniteSamples: Int64
  /// With two or more channels: whether all are sample-for-sample equal.
  public var channelsAreIdentical: Bool

  /// Duration of the decoded samples in seconds.
  public var span: Rational { Rational(sampleCount, Int64(max(1, sampleRate))) ?? .zero }

  /// Makes facts for `sampleCount` samples, everything else unknown or zero.
  public init(sampleCount: Int64, sampleRate: Int, channels: Int) {
    self.sampleCount = sampleCount
    self.sampleRate = sampleRate
    self.channels = channels
    self.changesFormat = false
    self.peak = 0
    self.rootMeanSquare = 0
    self.mean = 0
    self.clippedSamples = 0
    self.nonFiniteSamples = 0
    self.channelsAreIdentical = false
  }
}
