import CFFmpeg
import Media

/// An open media file: its container, its streams and their packets.
final class Container {
  /// FFmpeg's context; its streams are read by index below `streamCount`.
  private(set) var context: UnsafeMutablePointer<AVFormatContext>?
  /// Where the bytes come from.
  let input: DescriptorInput
  /// FFmpeg's short name of the container.
  let format: String

  /// Recognises the container and reads the headers and as many packets as FFmpeg needs to know the streams.
  ///
  /// - Throws: `Unreadable` where the file is no media file, or of a container that is not allowed.
  init(descriptor: Int32, pixels: Int) throws(Unreadable) {
    guard let input = DescriptorInput(descriptor: descriptor) else {
      throw Unreadable(.outOfMemory, "no memory to open the file")
    }
    if input.size == 0 { throw Unreadable(.notMedia, "the file is empty") }
    self.input = input
    let demuxer = try Self.recognise(input)
    format = text(demuxer.pointee.name) ?? "unknown"
    guard ContainerAllowList.admits(format) else {
      throw Unreadable(.forbiddenFormat, "the container \(format) is not accepted")
    }
    context = avformat_alloc_context()
    guard let context else { throw Unreadable(.outOfMemory, "no memory to open the file") }
    context.pointee.pb = input.context
    context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    context.pointee.io_open = { _, _, _, _, _ in genlock_error_access() }
    try open(demuxer)
    try readStreams(pixels: pixels)
  }

  deinit { avformat_close_input(&context) }

  /// How many streams there are by now (some containers reveal streams late).
  var streamCount: Int { context.map { Int($0.pointee.nb_streams) } ?? 0 }

  /// Stream `index`.
  func stream(_ index: Int) -> UnsafeMutablePointer<AVStream>? {
    index >= 0 && index < streamCount ? context?.pointee.streams[index] : nil
  }

  /// Reads the next packet of any stream; FFmpeg's return code.
  func read(into packet: UnsafeMutablePointer<AVPacket>) -> Int32 { av_read_frame(context, packet) }

  private static func recognise(_ input: DescriptorInput) throws(Unreadable) -> UnsafePointer<AVInputFormat> {
    if let name = signature(input), let demuxer = av_find_input_format(name) { return demuxer }
    var found: UnsafePointer<AVInputFormat>?
    let score = av_probe_input_buffer2(input.context, &found, nil, nil, 0, 0)
    guard score >= 0, let found else {
      throw Unreadable(code: min(score, genlock_error_invalid()), doing: "no known media format")
    }
    return found
  }

  /// The demuxer of the two containers that nearly all files have and that begin with their name; nil for others. Asking
  /// each of FFmpeg's demuxers instead costs more than reading the headers.
  private static func signature(_ input: DescriptorInput) -> String? {
    withUnsafeTemporaryAllocation(byteCount: 12, alignment: 1) { bytes in
      guard input.read(bytes, at: 0) else { return nil }
      if bytes[4..<8].elementsEqual("ftyp".utf8) { return "mov" }
      return bytes[0..<4].elementsEqual("RIFF".utf8) && bytes[8..<12].elementsEqual("WAVE".utf8) ? "wav" : nil
    }
  }

  private func open(_ demuxer: UnsafePointer<AVInputFormat>) throws(Unreadable) {
    var options: OpaquePointer?
    defer { av_dict_free(&options) }
    av_dict_set(&options, "protocol_whitelist", "file", 0)
    av_dict_set(&options, "format_whitelist", demuxer.pointee.name, 0)
    // A WAV's samples are samples. FFmpeg would search them for other codecs, for longer than all else takes, and might
    // find one; the reference reads what the header says.
    if format == "wav" { av_dict_set_int(&options, "max_probe_packets", 0, 0) }
    // On failure FFmpeg frees the context and clears the pointer.
    let code = avformat_open_input(&context, nil, demuxer, &options)
    if code < 0 { throw Unreadable(code: code, doing: "the headers of this \(format) file cannot be read") }
  }

  private func readStreams(pixels: Int) throws(Unreadable) {
    var options: [OpaquePointer?] = (0..<streamCount).map { _ in
      var each: OpaquePointer?
      av_dict_set(&each, "threads", "1", 0)
      av_dict_set_int(&each, "max_pixels", Int64(PictureGuard.ceiling(pixels, factor: 2)), 0)
      return each
    }
    let code = options.withUnsafeMutableBufferPointer {
      avformat_find_stream_info(context, $0.isEmpty ? nil : $0.baseAddress)
    }
    for index in options.indices { av_dict_free(&options[index]) }
    if code < 0 { throw Unreadable(code: code, doing: "the streams of this \(format) file cannot be read") }
  }
}
