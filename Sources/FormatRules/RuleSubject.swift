import Findings
public import Media
public import Quantities
public import Tracks

/// What the rules judge: one sample's files as they decoded, and what is asked of them.
public struct RuleSubject: Sendable, Hashable {
  /// The sample's id.
  public var sample: String
  /// The video file, as the user knows it.
  public var file: String
  /// What came of examining the video file.
  public var examination: Examination
  /// The WAV beside it; nil where there is none.
  public var wav: SoundFile?
  /// What is asked for; nil runs the track-independent rules only.
  public var track: Track?
  /// Length asked for in seconds where the track leaves it to the input (audio-to-video); nil otherwise.
  public var expectedDuration: Rational?

  /// A sound file beside the video.
  public struct SoundFile: Sendable, Hashable {
    /// The file, as the user knows it.
    public var file: String
    /// What came of examining it.
    public var examination: Examination

    /// Makes a sound file.
    public init(file: String, examination: Examination) {
      self.file = file
      self.examination = examination
    }
  }

  /// Makes a subject.
  public init(
    sample: String, file: String, examination: Examination, wav: SoundFile? = nil, track: Track? = nil,
    expectedDuration: Rational? = nil
  ) {
    self.sample = sample
    self.file = file
    self.examination = examination
    self.wav = wav
    self.track = track
    self.expectedDuration = expectedDuration
  }
}

/// A stream with the file it is in, as rules iterate over them.
struct Sited<Stream> {
  var file: String
  var media: MediaDescription
  var stream: Stream
  var location: Location
  /// Whether the stream is in the WAV beside the video.
  var isWAV = false

  /// What the stream is called in messages.
  var name: String { isWAV ? "the WAV" : "the audio" }
}

extension RuleSubject {
  /// The video file's description; nil where it could not be read.
  var media: MediaDescription? {
    if case .described(let description) = examination { description } else { nil }
  }

  /// The WAV where the track takes one: not where audio belongs into the mp4 or is the input.
  var judgedWAV: SoundFile? { track == nil || track?.audioSource == .either ? wav : nil }

  /// Every judged file with what came of it, the video file first.
  var examinations: [(file: String, examination: Examination)] {
    [(file, examination)] + (judgedWAV.map { [($0.file, $0.examination)] } ?? [])
  }

  /// Every readable file with its description, the video file first.
  var files: [(file: String, media: MediaDescription)] {
    examinations.compactMap { file, examination in
      if case .described(let description) = examination { (file, description) } else { nil }
    }
  }

  /// The first video stream: the one every reference decoder takes.
  var video: Sited<VideoStream>? {
    guard let media, let stream = media.video.first else { return nil }
    return Sited(file: file, media: media, stream: stream, location: location(file, "video \(stream.index)"))
  }

  /// The first video stream and what decoded of it; nil where nothing did.
  var decodedVideo: (site: Sited<VideoStream>, decoded: DecodedVideo)? {
    guard let video, let decoded = video.stream.decoded else { return nil }
    return (video, decoded)
  }

  /// The same where the whole stream decoded, so that its length and its count of frames are known.
  var wholeVideo: (site: Sited<VideoStream>, decoded: DecodedVideo)? {
    decodedVideo.flatMap { $0.site.media.stoppedBy == nil ? $0 : nil }
  }

  /// The first audio stream of the video file, unless the track does not judge it.
  var embeddedAudio: Sited<AudioStream>? {
    guard track?.audioSource != .input, let media, let stream = media.audio.first else { return nil }
    return Sited(file: file, media: media, stream: stream, location: location(file, "audio \(stream.index)"))
  }

  /// The first audio stream of the WAV.
  var wavAudio: Sited<AudioStream>? {
    guard let wav = judgedWAV, case .described(let media) = wav.examination, let stream = media.audio.first else {
      return nil
    }
    let place = location(wav.file, "audio \(stream.index)")
    return Sited(file: wav.file, media: media, stream: stream, location: place, isWAV: true)
  }

  /// Every judged audio stream, that of the video file first.
  var audio: [Sited<AudioStream>] { [embeddedAudio, wavAudio].compactMap { $0 } }

  /// Every judged audio stream of which something decoded.
  var decodedAudio: [(site: Sited<AudioStream>, decoded: DecodedAudio)] {
    audio.compactMap { site in site.stream.decoded.map { (site, $0) } }
  }

  /// A location in one of this sample's files.
  func location(_ file: String, _ stream: String? = nil) -> Location {
    Location(file: file, sample: sample, stream: stream)
  }

  /// The length asked for in seconds: the track's, else the input's; nil where nothing asks for one.
  var requiredDuration: Rational? { track.flatMap { $0.accepts.duration ?? expectedDuration } }
}
