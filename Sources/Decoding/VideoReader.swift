import CFFmpeg
import Media
import Quantities

/// Reads one video stream: decodes, measures, and delivers frames where they are wanted.
final class VideoReader {
  private var facts: VideoStream
  private let stream: UnsafeMutablePointer<AVStream>
  private let decoder: StreamDecoder?
  private let missing: String?
  private let limits: DecodeLimits
  private let sink: (any DecodingSink)?
  private var decoded: DecodedVideo?
  private var timeline: FrameTimeline
  private let statistics: PictureStatistics
  private let converter: ReferenceConverter
  private var firstFormat: (width: Int32, height: Int32, format: Int32)?
  /// The limit that ended the stream; nil while none did.
  private(set) var stoppedBy: DecodeLimit?

  /// Opens the stream; `sink` takes its frames, nil where nobody wants them.
  init(
    _ facts: VideoStream, _ stream: UnsafeMutablePointer<AVStream>, limits: DecodeLimits,
    sink: (any DecodingSink)?
  ) throws(Unreadable) {
    self.facts = facts
    self.stream = stream
    self.limits = limits
    self.sink = sink
    let base = stream.pointee.time_base
    timeline = FrameTimeline(timeBase: Rational(Int64(base.num), Int64(max(1, base.den))) ?? .zero)
    statistics = PictureStatistics(rotation: facts.rotation)
    converter = ReferenceConverter(rotation: facts.rotation)
    let pixels = facts.width.multipliedReportingOverflow(by: facts.height)
    if pixels.overflow || pixels.partialValue > limits.pixels {
      decoder = nil
      missing = "\(facts.width)x\(facts.height) is more than \(limits.pixels) pixels"
      stoppedBy = .pixels
      return
    }
    do throws(StreamDecoder.Missing) {
      decoder = try StreamDecoder(stream, pixels: limits.pixels)
      missing = nil
    } catch {
      decoder = nil
      missing = try error.reasonUnlessMemory()
    }
  }

  /// Packets that could not be decoded.
  var damagedPackets: Int { decoder?.damagedPackets ?? 0 }

  /// Decodes one packet, or what is left for nil.
  func read(_ packet: UnsafeMutablePointer<AVPacket>?) throws(Unreadable) {
    guard let decoder, stoppedBy == nil else { return }
    try decoder.decode(packet) { (frame) throws(Unreadable) in try self.add(frame, decoder) }
    if decoder.pictures.refused { stoppedBy = .pixels }
  }

  /// All facts of the stream.
  func describe() -> VideoStream {
    var facts = facts
    facts.decoded = decoded
    if var decoded {
      timeline.describe(&decoded)
      statistics.describe(&decoded)
      facts.decoded = decoded
    } else {
      facts.failure = missing ?? failure()
    }
    return facts
  }

  private func failure() -> String {
    guard let decoder, decoder.packets > 0 else { return "no packets" }
    if decoder.pictures.refused { return "a picture has more than \(limits.pixels) pixels" }
    return "no picture in \(decoder.packets) packets" + (decoder.lastError.map { ": \($0)" } ?? "")
  }

  private func add(_ frame: UnsafeMutablePointer<AVFrame>, _ decoder: StreamDecoder) throws(Unreadable) {
    let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
    guard stoppedBy == nil, width > 0, height > 0 else { return }
    guard decoder.pictures.admits(width, height) else { return stoppedBy = .pixels }
    guard (decoded?.frameCount ?? 0) < limits.frames else { return stoppedBy = .frames }
    let shown = converter.shownSize(frame, of: decoder.context)
    var now = decoded ?? DecodedVideo(frameCount: 0, width: shown.width, height: shown.height)
    now.frameCount += 1
    note(frame, &now)
    decoded = now
    let time = frame.pointee.best_effort_timestamp
    timeline.add(time: time == genlock_no_time() ? nil : time, duration: genlock_frame_duration(frame))
    try statistics.add(frame)
    try deliver(frame, shown, decoder)
  }

  private func note(_ frame: UnsafeMutablePointer<AVFrame>, _ facts: inout DecodedVideo) {
    let format = (frame.pointee.width, frame.pointee.height, frame.pointee.format)
    if let first = firstFormat {
      if first != format { facts.changesSize = true }
    } else {
      firstFormat = format
    }
    if genlock_frame_is_damaged(frame) != 0 { facts.damagedFrames += 1 }
    if genlock_frame_is_interlaced(frame) != 0 { facts.interlacedFrames += 1 }
  }

  private func deliver(
    _ frame: UnsafeMutablePointer<AVFrame>, _ shown: (width: Int, height: Int), _ decoder: StreamDecoder
  ) throws(Unreadable) {
    guard let sink, let context = decoder.context else { return }
    guard let room = sink.roomForFrame(byteCount: shown.width * shown.height * 3) else {
      throw Unreadable(.outOfMemory, "a frame of \(shown.width)x\(shown.height) does not fit the worker's slot")
    }
    guard converter.convert(frame, of: context, into: room) else {
      throw Unreadable(.notMedia, "frames of this pixel format cannot be converted to BGR24")
    }
    sink.frameIsReady(width: shown.width, height: shown.height)
  }
}
