import FormatRules
import Media
import Quantities
import Tracks

/// Descriptions of honest clips, as the decoder reports them, for tests to spoil.
enum HonestClips {
  /// A track that comes with the program.
  static func track(_ name: String) throws -> Track {
    guard let track = tracks[name] else { throw MissingTrack(name: name) }
    return track
  }

  private static let tracks = Dictionary(
    uniqueKeysWithValues: TrackCatalogue.names.compactMap { name in
      TrackCatalogue.track(named: name).map { (name, $0) }
    })

  struct MissingTrack: Error { let name: String }

  /// x264 and AAC in an mp4: 256x256, 32 pictures at 8 frames a second, mono at 16 kHz, 64,512 samples.
  static func temporal(_ track: String? = "temporal") throws -> RuleSubject {
    let subject = RuleSubject(
      sample: "0000", file: "out/0000.mp4", examination: .described(mp4(video: video(), audio: aac(samples: 64_512))))
    return try asked(subject, by: track)
  }

  /// The same with a WAV of 64,000 samples beside it.
  static func withWAV(_ track: String? = "temporal") throws -> RuleSubject {
    var subject = try temporal(track)
    subject.wav = RuleSubject.SoundFile(file: "out/0000.wav", examination: .described(wav(samples: 64_000)))
    return subject
  }

  /// A spatial clip: 256x256 with bars, 20 pictures at 4 frames a second, two channels at 16 kHz.
  static func spatial() throws -> RuleSubject {
    var stream = video(frames: 20, rate: rational(4))
    stream.decoded?.blackRowsTop = 56
    stream.decoded?.blackRowsBottom = 56
    let media = mp4(video: stream, audio: aac(samples: 80_896, channels: 2))
    return try asked(RuleSubject(sample: "0000", file: "0000.mp4", examination: .described(media)), by: "spatial")
  }

  /// A picture of six seconds for an input of six seconds, without sound.
  static func silentPicture() throws -> RuleSubject {
    let media = mp4(video: video(frames: 48), audio: nil)
    var subject = RuleSubject(sample: "door", file: "door.mp4", examination: .described(media))
    subject.expectedDuration = rational(6)
    return try asked(subject, by: "audio-to-video")
  }

  private static func asked(_ subject: RuleSubject, by track: String?) throws -> RuleSubject {
    var subject = subject
    subject.track = try track.map { try Self.track($0) }
    return subject
  }

  /// An mp4 whose header tells the truth.
  static func mp4(video: VideoStream?, audio: AudioStream?) -> MediaDescription {
    let spans = [video?.decoded?.span, audio?.decoded?.span].compactMap { $0 }
    return MediaDescription(
      format: "mov,mp4,m4a,3gp,3g2,mj2", byteCount: 48_211, declaredDuration: spans.max(), declaredStart: .zero,
      video: video.map { [$0] } ?? [], audio: audio.map { [$0] } ?? [], otherStreams: [], stoppedBy: nil,
      damagedPackets: 0)
  }

  /// An h264 stream of `frames` pictures at `rate`, starting at 0.
  static func video(frames: Int = 32, rate: Rational = rational(8), width: Int = 256, height: Int = 256) -> VideoStream
  {
    var stream = VideoStream(index: 0, codec: "h264", width: width, height: height)
    stream.pixelFormat = "yuv420p"
    stream.bitDepth = 8
    stream.averageFrameRate = FrameRate(rate)
    stream.realFrameRate = FrameRate(rate)
    stream.guessedFrameRate = FrameRate(rate)
    stream.declaredFrameCount = frames
    stream.hasEditList = true
    let interval = rational(rate.den, rate.num)
    var decoded = DecodedVideo(frameCount: frames, width: width, height: height)
    decoded.firstTime = .zero
    decoded.lastTime = rational(Int64(frames - 1) * rate.den, rate.num)
    decoded.span = rational(Int64(frames) * rate.den, rate.num)
    if frames > 1 {
      decoded.shortestInterval = interval
      decoded.longestInterval = interval
      decoded.frameRate = FrameRate(rate)
    }
    decoded.lowestLuma = 90
    decoded.highestLuma = 120
    stream.declaredDuration = decoded.span
    stream.declaredStart = .zero
    stream.decoded = decoded
    return stream
  }

  /// An AAC stream as FFmpeg decodes it.
  static func aac(samples: Int64, rate: Int = 16_000, channels: Int = 1) -> AudioStream {
    var stream = AudioStream(index: 1, codec: "aac", sampleRate: rate, channels: channels)
    stream.frameSize = 1024
    stream.decoded = sound(samples: samples, rate: rate, channels: channels)
    stream.declaredDuration = stream.decoded?.span
    return stream
  }

  /// A WAV of 16-bit PCM.
  static func wav(samples: Int64, rate: Int = 16_000, channels: Int = 1) -> MediaDescription {
    var stream = AudioStream(index: 0, codec: "pcm_s16le", sampleRate: rate, channels: channels)
    stream.decoded = sound(samples: samples, rate: rate, channels: channels)
    stream.declaredDuration = stream.decoded?.span
    return MediaDescription(
      format: "wav", byteCount: samples * 2 + 44, declaredDuration: stream.decoded?.span, declaredStart: nil, video: [],
      audio: [stream], otherStreams: [], stoppedBy: nil, damagedPackets: 0)
  }

  private static func sound(samples: Int64, rate: Int, channels: Int) -> DecodedAudio {
    var decoded = DecodedAudio(sampleCount: samples, sampleRate: rate, channels: channels)
    decoded.firstTime = .zero
    decoded.peak = 0.7
    decoded.rootMeanSquare = 0.1
    decoded.mean = 0.0001
    return decoded
  }
}

/// `num`/`den`, for literals in tests.
func rational(_ num: Int64, _ den: Int64 = 1) -> Rational { Rational(num, den) ?? .zero }

extension RuleSubject {
  /// The video file's description, to be spoiled; does nothing where the file could not be read.
  var clip: MediaDescription {
    get {
      guard case .described(let media) = examination else { return HonestClips.mp4(video: nil, audio: nil) }
      return media
    }
    set { examination = .described(newValue) }
  }

  /// The first video stream.
  var picture: VideoStream {
    get { clip.video.first ?? VideoStream(index: 0, codec: "none", width: 0, height: 0) }
    set { clip.video[0] = newValue }
  }

  /// What decoded of the first video stream.
  var pictures: DecodedVideo {
    get { picture.decoded ?? DecodedVideo(frameCount: 0, width: 0, height: 0) }
    set { picture.decoded = newValue }
  }

  /// The first audio stream of the video file.
  var sound: AudioStream {
    get { clip.audio.first ?? AudioStream(index: 0, codec: "none", sampleRate: 0, channels: 0) }
    set { clip.audio[0] = newValue }
  }

  /// What decoded of the first audio stream.
  var samples: DecodedAudio {
    get { sound.decoded ?? DecodedAudio(sampleCount: 0, sampleRate: 0, channels: 0) }
    set { sound.decoded = newValue }
  }

  /// The WAV's description.
  var wavClip: MediaDescription {
    get {
      guard let wav, case .described(let media) = wav.examination else { return HonestClips.wav(samples: 0) }
      return media
    }
    set { wav?.examination = .described(newValue) }
  }

  /// Replaces the video, keeping the header truthful.
  mutating func show(_ stream: VideoStream) {
    clip = HonestClips.mp4(video: stream, audio: clip.audio.first)
  }

  /// Replaces the sound, keeping the header truthful.
  mutating func play(_ stream: AudioStream?) {
    clip = HonestClips.mp4(video: clip.video.first, audio: stream)
  }
}
