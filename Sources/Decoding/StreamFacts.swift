import CFFmpeg
import Media

/// What the headers say of each stream.
extension Container {
  /// Declared facts of video stream `index`.
  func declaredVideo(_ index: Int, _ stream: UnsafeMutablePointer<AVStream>) -> VideoStream {
    let parameters = stream.pointee.codecpar.pointee
    var facts = VideoStream(
      index: index, codec: text(avcodec_get_name(parameters.codec_id)) ?? "unknown", width: Int(parameters.width),
      height: Int(parameters.height))
    facts.profile = text(avcodec_profile_name(parameters.codec_id, parameters.profile))
    facts.sampleAspect = ratio(av_guess_sample_aspect_ratio(context, stream, nil))
    facts.rotation = Self.rotation(stream)
    let format = AVPixelFormat(parameters.format)
    if let description = av_pix_fmt_desc_get(format) {
      facts.pixelFormat = text(av_get_pix_fmt_name(format))
      facts.bitDepth = Int(description.pointee.comp.0.depth)
    }
    if parameters.color_range != AVCOL_RANGE_UNSPECIFIED {
      facts.colorRange = text(av_color_range_name(parameters.color_range))
    }
    if parameters.color_space != AVCOL_SPC_UNSPECIFIED {
      facts.colorMatrix = text(av_color_space_name(parameters.color_space))
    }
    facts.fieldOrder = Self.fieldOrder(parameters.field_order)
    facts.averageFrameRate = frameRate(stream.pointee.avg_frame_rate)
    facts.realFrameRate = frameRate(stream.pointee.r_frame_rate)
    facts.guessedFrameRate = frameRate(av_guess_frame_rate(context, stream, nil))
    facts.declaredFrameCount = stream.pointee.nb_frames > 0 ? Int(stream.pointee.nb_frames) : nil
    facts.declaredDuration = seconds(stream.pointee.duration, stream.pointee.time_base)
    facts.declaredStart = seconds(stream.pointee.start_time, stream.pointee.time_base)
    return facts
  }

  /// Declared facts of audio stream `index`.
  func declaredAudio(_ index: Int, _ stream: UnsafeMutablePointer<AVStream>) -> AudioStream {
    guard let parameters = stream.pointee.codecpar else {
      return AudioStream(index: index, codec: "unknown", sampleRate: 0, channels: 0)
    }
    let values = parameters.pointee
    var facts = AudioStream(
      index: index, codec: text(avcodec_get_name(values.codec_id)) ?? "unknown",
      sampleRate: Int(max(0, values.sample_rate)), channels: Int(max(0, values.ch_layout.nb_channels)))
    facts.profile = text(avcodec_profile_name(values.codec_id, values.profile))
    var layout = [CChar](repeating: 0, count: 128)
    let isOrdered = values.ch_layout.order != AV_CHANNEL_ORDER_UNSPEC
    if isOrdered, facts.channels > 0,
      av_channel_layout_describe(&parameters.pointee.ch_layout, &layout, layout.count) > 0
    {
      facts.channelLayout = text(layout)
    }
    facts.sampleFormat = text(av_get_sample_fmt_name(AVSampleFormat(values.format)))
    facts.frameSize = values.frame_size > 1 ? Int(values.frame_size) : nil
    facts.declaredDuration = seconds(stream.pointee.duration, stream.pointee.time_base)
    facts.declaredStart = seconds(stream.pointee.start_time, stream.pointee.time_base)
    return facts
  }

  /// The kind of a stream that is neither audio nor moving pictures; nil for those.
  static func otherKind(_ stream: UnsafeMutablePointer<AVStream>) -> String? {
    switch stream.pointee.codecpar.pointee.codec_type {
    case AVMEDIA_TYPE_VIDEO:
      stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0 ? "attached-picture" : nil
    case AVMEDIA_TYPE_AUDIO: nil
    case AVMEDIA_TYPE_SUBTITLE: "subtitle"
    case AVMEDIA_TYPE_DATA: "data"
    case AVMEDIA_TYPE_ATTACHMENT: "attachment"
    default: "unknown"
    }
  }

  /// Clockwise degrees by the stream's display matrix; 0 for other angles than right ones, as OpenCV takes it.
  private static func rotation(_ stream: UnsafeMutablePointer<AVStream>) -> Int {
    guard let matrix = genlock_display_matrix(stream) else { return 0 }
    let angle = -av_display_rotation_get(matrix)
    guard angle.isFinite else { return 0 }
    let whole = Int(angle.rounded(.toNearestOrEven))
    let turned = whole < 0 ? whole + 360 : whole
    return [90, 180, 270].contains(turned) ? turned : 0
  }

  private static func fieldOrder(_ order: AVFieldOrder) -> String? {
    switch order {
    case AV_FIELD_TT: "tt"
    case AV_FIELD_BB: "bb"
    case AV_FIELD_TB: "tb"
    case AV_FIELD_BT: "bt"
    default: nil
    }
  }
}
