public import Quantities

/// What is judged: the inputs, the accepted format, what the numbers assume, the metrics and the judged limits.
///
/// Tracks are data: an organiser adds one with a YAML file and no Swift.
public struct Track: Sendable, Hashable {
  /// The name in specs and on the command line.
  public var name: String
  /// The track file's own version; a change of judgement is a new version.
  public var version: Int
  /// One line for people.
  public var title: String
  /// A paragraph for people.
  public var summary: String
  /// What the model is given.
  public var input: TrackInput
  /// What a clip must satisfy.
  public var accepts: AcceptedFormat
  /// What the numbers assume; an accepted clip that differs gets a warning naming every affected metric.
  public var canonical: CanonicalFormat
  /// Default metrics, as bare or full identifiers.
  public var metrics: [String]
  /// What a bare metric name means in this track: `av-align` to `av-align@svg-2024`.
  public var flavours: [String: String]
  /// Least coverage (scored of expected) of a whole score, 0 to 1.
  public var minimumCoverage: Double
  /// Failed samples a submission may have and still be accepted.
  public var toleratedFailures: Int
  /// The judged limits: defaults, and the most a spec may ask for.
  public var limits: TrackLimits
  /// Where sample audio is read from.
  public var audioSource: AudioSource
  /// Rule codes to move: code to severity, or `off`.
  public var ruleLevels: [String: String]
  /// The track file this was read from, so that a run can carry it; empty for a track made in code.
  public var source: [UInt8] = []

  /// Makes a track.
  public init(
    name: String, version: Int, title: String, summary: String, input: TrackInput, accepts: AcceptedFormat,
    canonical: CanonicalFormat, metrics: [String], flavours: [String: String], minimumCoverage: Double,
    toleratedFailures: Int, limits: TrackLimits, audioSource: AudioSource, ruleLevels: [String: String]
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.summary = summary
    self.input = input
    self.accepts = accepts
    self.canonical = canonical
    self.metrics = metrics
    self.flavours = flavours
    self.minimumCoverage = minimumCoverage
    self.toleratedFailures = toleratedFailures
    self.limits = limits
    self.audioSource = audioSource
    self.ruleLevels = ruleLevels
  }
}

/// What the model is given for each sample.
public enum TrackInput: Sendable, Hashable {
  /// A text prompt.
  case prompts
  /// Nothing but a seed; the count of samples the track asks for.
  case unconditional(count: Int)
  /// A WAV file.
  case audio
}

/// A required number: exact, or a lower and an upper bound (either may be open).
public struct Bound<Value: Comparable & Sendable & Hashable>: Sendable, Hashable {
  /// The least value allowed; nil for none.
  public var least: Value?
  /// The largest value allowed; nil for none.
  public var most: Value?

  /// Makes a bound.
  public init(least: Value? = nil, most: Value? = nil) {
    self.least = least
    self.most = most
  }

  /// Exactly one value.
  public static func exactly(_ value: Value) -> Bound { Bound(least: value, most: value) }

  /// Whether `value` lies within.
  public func contains(_ value: Value) -> Bool {
    if let least, value < least { return false }
    if let most, value > most { return false }
    return true
  }
}

/// What a clip must satisfy.
public struct AcceptedFormat: Sendable, Hashable {
  /// Picture width in pixels.
  public var width: Bound<Int>
  /// Picture height in pixels.
  public var height: Bound<Int>
  /// Frame rate; nil for any.
  public var frameRate: Bound<FrameRate>?
  /// Relative slack on the frame rate's bounds: 0.001 takes 7.992 for 8.
  public var frameRateTolerance: Double
  /// Exact number of frames; nil for any.
  public var frameCount: Int?
  /// Length of the clip in seconds; nil where it follows the input's length.
  public var duration: Rational?
  /// Slack on the video's length, in frames.
  public var durationToleranceFrames: Int
  /// Whether audio must be there; nil where it is optional.
  public var audio: AcceptedAudio?
  /// Largest size of one output file.
  public var fileSize: ByteCount?

  /// Makes a format.
  public init(
    width: Bound<Int>, height: Bound<Int>, frameRate: Bound<FrameRate>?, frameRateTolerance: Double, frameCount: Int?,
    duration: Rational?, durationToleranceFrames: Int, audio: AcceptedAudio?, fileSize: ByteCount?
  ) {
    self.width = width
    self.height = height
    self.frameRate = frameRate
    self.frameRateTolerance = frameRateTolerance
    self.frameCount = frameCount
    self.duration = duration
    self.durationToleranceFrames = durationToleranceFrames
    self.audio = audio
    self.fileSize = fileSize
  }
}

/// What a clip's audio must satisfy.
public struct AcceptedAudio: Sendable, Hashable {
  /// Channels.
  public var channels: Bound<Int>
  /// Sample rate.
  public var sampleRate: Bound<SampleRate>
  /// Slack on the length of a coded track, in codec frames (1,024 samples for AAC).
  public var toleranceCodecFrames: Int
  /// Slack on the length of a WAV, in seconds.
  public var toleranceWAVSeconds: Rational

  /// Makes a requirement.
  public init(
    channels: Bound<Int>, sampleRate: Bound<SampleRate>, toleranceCodecFrames: Int, toleranceWAVSeconds: Rational
  ) {
    self.channels = channels
    self.sampleRate = sampleRate
    self.toleranceCodecFrames = toleranceCodecFrames
    self.toleranceWAVSeconds = toleranceWAVSeconds
  }
}

/// What the numbers assume.
public struct CanonicalFormat: Sendable, Hashable {
  /// Picture width in pixels.
  public var width: Int?
  /// Picture height in pixels.
  public var height: Int?
  /// Frame rate.
  public var frameRate: FrameRate?
  /// Length in seconds.
  public var duration: Rational?
  /// Audio sample rate.
  public var sampleRate: SampleRate?
  /// Black rows expected at the top and the bottom (`56/144/56` in the spatial track).
  public var letterbox: Letterbox?

  /// Makes a format.
  public init(
    width: Int? = nil, height: Int? = nil, frameRate: FrameRate? = nil, duration: Rational? = nil,
    sampleRate: SampleRate? = nil, letterbox: Letterbox? = nil
  ) {
    self.width = width
    self.height = height
    self.frameRate = frameRate
    self.duration = duration
    self.sampleRate = sampleRate
    self.letterbox = letterbox
  }
}

/// Rows of black, picture and black.
public struct Letterbox: Sendable, Hashable {
  /// Black rows at the top.
  public var top: Int
  /// Rows of picture.
  public var picture: Int
  /// Black rows at the bottom.
  public var bottom: Int

  /// Makes a letterbox.
  public init(top: Int, picture: Int, bottom: Int) {
    self.top = top
    self.picture = picture
    self.bottom = bottom
  }
}

/// Where a sample's audio may be.
public enum AudioSource: String, Sendable, Hashable, Codable, CaseIterable {
  /// In the mp4.
  case embedded
  /// In the mp4, in `<id>.wav` beside it, or both.
  case either
  /// The input.
  case input
}

/// The judged limits: what a spec gets when it says nothing, and the most it may ask for.
public struct TrackLimits: Sendable, Hashable {
  /// Time to load a worker.
  public var load: Duration
  /// Time for one prompt.
  public var prompt: Duration
  /// Time for the whole run; nil for none.
  public var total: Duration?
  /// Bytes beneath `/out` for one sample.
  public var output: ByteCount
  /// GPUs.
  public var gpus: Int

  /// Makes limits.
  public init(load: Duration, prompt: Duration, total: Duration?, output: ByteCount, gpus: Int) {
    self.load = load
    self.prompt = prompt
    self.total = total
    self.output = output
    self.gpus = gpus
  }
}
