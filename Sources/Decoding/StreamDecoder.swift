import CFFmpeg
import Media

/// The decoder of one stream, single-threaded, and its tally of packets.
final class StreamDecoder {
  /// The guard of its picture sizes.
  let pictures: PictureGuard
  /// The frame that `receive` fills.
  let frame: UnsafeMutablePointer<AVFrame>
  /// Packets given so far.
  private(set) var packets = 0
  /// Packets that could not be decoded.
  private(set) var damagedPackets = 0
  /// The decoder's words on the last packet that it could not decode.
  private(set) var lastError: String?
  private(set) var context: UnsafeMutablePointer<AVCodecContext>?

  /// What kept a decoder from being made.
  struct Missing: Error {
    let reason: String
    var isOutOfMemory = false

    /// A reason of the file, thrown on where it is ours: memory.
    func reasonUnlessMemory() throws(Unreadable) -> String {
      if isOutOfMemory { throw Unreadable(.outOfMemory, reason) }
      return reason
    }
  }

  /// Opens the decoder that FFmpeg prefers for the stream.
  init(_ stream: UnsafeMutablePointer<AVStream>, pixels: Int) throws(Missing) {
    pictures = PictureGuard(limit: pixels)
    guard let parameters = stream.pointee.codecpar else { throw Missing(reason: "no codec parameters") }
    let name = text(avcodec_get_name(parameters.pointee.codec_id)) ?? "this codec"
    guard let codec = avcodec_find_decoder(parameters.pointee.codec_id) else {
      throw Missing(reason: "no decoder for \(name)")
    }
    guard let frame = av_frame_alloc() else {
      throw Missing(reason: "no memory for a frame", isOutOfMemory: true)
    }
    self.frame = frame
    context = avcodec_alloc_context3(codec)
    guard let context else {
      throw Missing(reason: "no memory for the decoder of \(name)", isOutOfMemory: true)
    }
    var code = avcodec_parameters_to_context(context, parameters)
    if code >= 0 {
      context.pointee.thread_count = 1
      context.pointee.pkt_timebase = stream.pointee.time_base
      pictures.watch(context)
      code = avcodec_open2(context, codec, nil)
    }
    if code < 0 {
      throw Missing(
        reason: "the decoder of \(name) does not start: \(errorText(code))",
        isOutOfMemory: code == genlock_error_memory())
    }
  }

  deinit {
    var frame: UnsafeMutablePointer<AVFrame>? = frame
    av_frame_free(&frame)
    avcodec_free_context(&context)
  }

  /// Decodes one packet, or what is left in the decoder for nil; calls `each` for every frame in `frame`.
  ///
  /// - Throws: `Unreadable` where memory ran out, and what `each` throws.
  func decode(
    _ packet: UnsafeMutablePointer<AVPacket>?, each: (UnsafeMutablePointer<AVFrame>) throws(Unreadable) -> Void
  ) throws(Unreadable) {
    if packet != nil { packets += 1 }
    var code = avcodec_send_packet(context, packet)
    // A decoder that holds finished frames takes no packet: it is emptied first, and asked again.
    if code == genlock_error_again() {
      try receive(each: each)
      code = avcodec_send_packet(context, packet)
    }
    if code < 0 && code != genlock_error_end() { try note(code) }
    try receive(each: each)
    if pictures.isOutOfMemory { throw Unreadable(.outOfMemory, "the decoder ran out of memory") }
  }

  private func receive(each: (UnsafeMutablePointer<AVFrame>) throws(Unreadable) -> Void) throws(Unreadable) {
    // An error costs one packet and the next call goes on; the bound ends a decoder that would fail for ever.
    var errors = 0
    while errors < Self.mostErrors {
      let code = avcodec_receive_frame(context, frame)
      if code == genlock_error_again() || code == genlock_error_end() { return }
      if code < 0 {
        errors += 1
        try note(code)
        continue
      }
      try each(frame)
      av_frame_unref(frame)
    }
  }

  private func note(_ code: Int32) throws(Unreadable) {
    if code == genlock_error_memory() || pictures.isOutOfMemory {
      throw Unreadable(.outOfMemory, "the decoder ran out of memory")
    }
    damagedPackets += 1
    lastError = errorText(code)
  }

  private static let mostErrors = 64
}
