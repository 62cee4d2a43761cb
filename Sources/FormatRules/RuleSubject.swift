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

/// A decoded stream with the file it is in, as rules iterate over them.
struct Sited<Stream> {
  var file: String
  var media: MediaDescription
  var stream: Stream
  var location: Location
  /// Whether the decode of the file stopped at a limit, so that lengths and counts are not known.
  var isPartial: Bool { media.stoppedBy != nil }
}

extension RuleSubject {
  /// The video file's description; nil where it could not be read.
  var media: MediaDescription? {
    if case .described(let description) = examination { description } else { nil }
  }

  /// The WAV's description; nil where there is none, it could not be read or the track does not take one.
  var wavMedia: MediaDescription? {
    if let wav = judgedWAV, case .described(let description) = wav.examination { description } else { nil }
  }

  /// The WAV where the track takes one: not where audio belongs into the mp4 or is the input.
  var judgedWAV: SoundFile? { track == nil || track?.audioSource == .either ? wav : nil }

  /// Every readable file with its name, the video file first.
  var files: [(file: String, media: MediaDescription)] {
    [media.map { (file, $0) }, wavMedia.flatMap { media in wav.map { ($0.file, media) } }].compactMap { $0 }
  }

  /// The first video stream: the one every reference decoder takes.
  var video: Sited<VideoStream>? {
    guard let media, let stream = media.video.first else { return nil }
    return Sited(file: file, media: media, stream: stream, location: location(file, "video \(stream.index)"))
  }

  /// The first audio stream of the video file, then of the WAV.
  var audio: [Sited<AudioStream>] { [embeddedAudio, wavAudio].compactMap { $0 } }

  /// The first audio stream of the video file.
  var embeddedAudio: Sited<AudioStream>? { media.flatMap { firstAudio(of: $0, in: file) } }

  /// The first audio stream of the WAV.
  var wavAudio: Sited<AudioStream>? {
    guard let wav, let media = wavMedia else { return nil }
    return firstAudio(of: media, in: wav.file)
  }

  private func firstAudio(of media: MediaDescription, in file: String) -> Sited<AudioStream>? {
    media.audio.first.map {
      Sited(file: file, media: media, stream: $0, location: location(file, "audio \($0.index)"))
    }
  }

  /// A location in one of this sample's files.
  func location(_ file: String, _ stream: String? = nil) -> Location {
    Location(file: file, sample: sample, stream: stream)
  }

  /// The length asked for: the track's, else the input's.
  var requiredDuration: Rational? { track?.accepts.duration ?? (track == nil ? nil : expectedDuration) }
}
