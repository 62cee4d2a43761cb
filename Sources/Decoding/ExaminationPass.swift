import CFFmpeg
import Media
import Quantities

/// One pass over the packets of a container, and the description that comes of it.
struct ExaminationPass {
  private enum Reader {
    case video(VideoReader)
    case audio(AudioReader)
    case other(String)
  }

  private let container: Container
  private let request: ExaminationRequest
  private let sink: (any DecodingSink)?
  private let editedTracks: Set<UInt32>?
  private var readers: [Reader] = []
  private var unreadablePackets = 0

  /// Opens a reader for every stream.
  init(_ container: Container, _ request: ExaminationRequest, _ sink: (any DecodingSink)?) throws(Unreadable) {
    self.container = container
    self.request = request
    self.sink = sink
    editedTracks = Self.editedTracks(container)
    try addReaders()
  }

  /// Reads the file to its end, or to the first limit, and describes it.
  mutating func run() throws(Unreadable) -> MediaDescription {
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    guard let packet else { throw Unreadable(.outOfMemory, "no memory for a packet") }
    while !isStopped {
      let code = container.read(into: packet)
      if code == genlock_error_again() { continue }
      if code < 0 {
        if code == genlock_error_memory() { throw Unreadable(.outOfMemory, "the container ran out of memory") }
        if code != genlock_error_end() { unreadablePackets += 1 }
        break
      }
      defer { av_packet_unref(packet) }
      if container.streamCount > readers.count { try addReaders() }
      try read(packet, stream: Int(packet.pointee.stream_index))
    }
    for index in readers.indices { try read(nil, stream: index) }
    return describe()
  }

  private var isStopped: Bool {
    readers.contains { reader in
      switch reader {
      // A picture too large ends its stream alone: the audio beside it can still be judged.
      case .video(let video): video.stoppedBy == .frames
      case .audio(let audio): audio.stoppedBy != nil
      case .other: false
      }
    }
  }

  private func read(_ packet: UnsafeMutablePointer<AVPacket>?, stream: Int) throws(Unreadable) {
    guard readers.indices.contains(stream) else { return }
    switch readers[stream] {
    case .video(let video): try video.read(packet)
    case .audio(let audio): try audio.read(packet)
    case .other: break
    }
  }

  private mutating func addReaders() throws(Unreadable) {
    let chosenAudio = bestAudio()
    for index in readers.count..<container.streamCount {
      guard let stream = container.stream(index) else { continue }
      if let kind = Container.otherKind(stream) {
        stream.pointee.discard = AVDISCARD_ALL
        readers.append(.other(kind))
      } else if stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO {
        var facts = container.declaredVideo(index, stream)
        facts.hasEditList = editedTracks.map { $0.contains(UInt32(truncatingIfNeeded: stream.pointee.id)) }
        let isWanted = request.wantsFrames && !hasVideo
        readers.append(.video(try VideoReader(facts, stream, limits: request.limits, sink: isWanted ? sink : nil)))
      } else {
        let isWanted = request.wantsAudio && index == chosenAudio
        let facts = container.declaredAudio(index, stream)
        readers.append(.audio(try AudioReader(facts, stream, limits: request.limits, sink: isWanted ? sink : nil)))
      }
    }
  }

  private var hasVideo: Bool {
    readers.contains { if case .video = $0 { true } else { false } }
  }

  /// The audio stream that FFmpeg's own tool takes by default.
  private func bestAudio() -> Int? {
    if readers.contains(where: { if case .audio = $0 { true } else { false } }) { return nil }
    var best: (index: Int, score: Int)?
    for index in 0..<container.streamCount {
      guard let stream = container.stream(index), let parameters = stream.pointee.codecpar,
        parameters.pointee.codec_type == AVMEDIA_TYPE_AUDIO
      else { continue }
      var score = Int(parameters.pointee.ch_layout.nb_channels)
      if stream.pointee.event_flags & AVSTREAM_EVENT_FLAG_NEW_PACKETS != 0 { score += 100_000_000 }
      if stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0 { score += 5_000_000 }
      if score > best?.score ?? -1 { best = (index, score) }
    }
    return best?.index
  }

  /// Ids of the tracks with an edit list; nil where the container has no such thing.
  private static func editedTracks(_ container: Container) -> Set<UInt32>? {
    guard container.format.split(separator: ",").contains("mov") else { return nil }
    let input = container.input
    return EditLists(size: input.size) { offset, count in
      var bytes = [UInt8](repeating: 0, count: count)
      return bytes.withUnsafeMutableBytes { input.read($0, at: offset) } ? bytes : nil
    }.tracks
  }

  private func describe() -> MediaDescription {
    var description = MediaDescription(
      format: container.format, byteCount: container.input.size, declaredDuration: container.declaredDuration,
      declaredStart: container.declaredStart, video: [], audio: [], otherStreams: [], stoppedBy: nil,
      damagedPackets: unreadablePackets)
    for reader in readers {
      switch reader {
      case .video(let video):
        description.video.append(video.describe())
        description.damagedPackets += video.damagedPackets
        description.stoppedBy = description.stoppedBy ?? video.stoppedBy
      case .audio(let audio):
        description.audio.append(audio.describe())
        description.damagedPackets += audio.damagedPackets
        description.stoppedBy = description.stoppedBy ?? audio.stoppedBy
      case .other(let kind):
        description.otherStreams.append(kind)
      }
    }
    return description
  }
}

extension Container {
  /// Duration by the headers in seconds; nil where FFmpeg could only guess it from the bit rate.
  var declaredDuration: Rational? {
    guard let context, context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE else { return nil }
    return seconds(context.pointee.duration, AVRational(num: 1, den: AV_TIME_BASE))
  }

  /// Start by the headers in seconds.
  var declaredStart: Rational? {
    context.flatMap { seconds($0.pointee.start_time, AVRational(num: 1, den: AV_TIME_BASE)) }
  }
}
