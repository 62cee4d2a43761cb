import Media
import Quantities

/// Media descriptions in the JSON report: declared facts beside `decoded` ones, rationals as `{num, den}`.
enum MediaJSON {
  static func media(_ media: MediaDescription) -> JSONValue {
    .members([
      "format": .string(media.format),
      "bytes": .integer(media.byteCount),
      "declared_duration": rational(media.declaredDuration),
      "declared_start": rational(media.declaredStart),
      "video": .array(media.video.map(video)),
      "audio": .array(media.audio.map(audio)),
      "other_streams": .strings(media.otherStreams),
      "stopped_by": .optional(media.stoppedBy?.rawValue),
      "damaged_packets": .count(media.damagedPackets),
    ])
  }

  private static func video(_ stream: VideoStream) -> JSONValue {
    .members([
      "index": .count(stream.index),
      "codec": .string(stream.codec),
      "profile": .optional(stream.profile),
      "width": .count(stream.width),
      "height": .count(stream.height),
      "sample_aspect": rational(stream.sampleAspect),
      "rotation": .count(stream.rotation),
      "pixel_format": .optional(stream.pixelFormat),
      "bit_depth": .optional(stream.bitDepth),
      "color_range": .optional(stream.colorRange),
      "color_matrix": .optional(stream.colorMatrix),
      "field_order": .optional(stream.fieldOrder),
      "average_frame_rate": rational(stream.averageFrameRate?.framesPerSecond),
      "real_frame_rate": rational(stream.realFrameRate?.framesPerSecond),
      "guessed_frame_rate": rational(stream.guessedFrameRate?.framesPerSecond),
      "declared_frame_count": .optional(stream.declaredFrameCount),
      "declared_duration": rational(stream.declaredDuration),
      "declared_start": rational(stream.declaredStart),
      "has_edit_list": .optional(stream.hasEditList),
      "decoded": stream.decoded.map(decoded) ?? .null,
      "failure": .optional(stream.failure),
    ])
  }

  private static func decoded(_ decoded: DecodedVideo) -> JSONValue {
    .members([
      "frames": .count(decoded.frameCount),
      "width": .count(decoded.width),
      "height": .count(decoded.height),
      "changes_size": .bool(decoded.changesSize),
      "first_time": rational(decoded.firstTime),
      "last_time": rational(decoded.lastTime),
      "span": rational(decoded.span),
      "shortest_interval": rational(decoded.shortestInterval),
      "longest_interval": rational(decoded.longestInterval),
      "frame_rate": rational(decoded.frameRate?.framesPerSecond),
      "monotonic": .bool(decoded.isMonotonic),
      "untimed_frames": .count(decoded.untimedFrames),
      "damaged_frames": .count(decoded.damagedFrames),
      "interlaced_frames": .count(decoded.interlacedFrames),
      "repeated_frames": .count(decoded.repeatedFrames),
      "lowest_luma": .number(decoded.lowestLuma),
      "highest_luma": .number(decoded.highestLuma),
      "black_rows_top": .count(decoded.blackRowsTop),
      "black_rows_bottom": .count(decoded.blackRowsBottom),
    ])
  }

  private static func audio(_ stream: AudioStream) -> JSONValue {
    .members([
      "index": .count(stream.index),
      "codec": .string(stream.codec),
      "profile": .optional(stream.profile),
      "sample_rate": .count(stream.sampleRate),
      "channels": .count(stream.channels),
      "channel_layout": .optional(stream.channelLayout),
      "sample_format": .optional(stream.sampleFormat),
      "frame_size": .optional(stream.frameSize),
      "declared_duration": rational(stream.declaredDuration),
      "declared_start": rational(stream.declaredStart),
      "decoded": stream.decoded.map(decoded) ?? .null,
      "failure": .optional(stream.failure),
    ])
  }

  private static func decoded(_ decoded: DecodedAudio) -> JSONValue {
    .members([
      "samples": .integer(decoded.sampleCount),
      "sample_rate": .count(decoded.sampleRate),
      "channels": .count(decoded.channels),
      "changes_format": .bool(decoded.changesFormat),
      "first_time": rational(decoded.firstTime),
      "span": rational(decoded.span),
      "peak": .number(decoded.peak),
      "root_mean_square": .number(decoded.rootMeanSquare),
      "mean": .number(decoded.mean),
      "clipped_samples": .integer(decoded.clippedSamples),
      "non_finite_samples": .integer(decoded.nonFiniteSamples),
      "channels_identical": .bool(decoded.channelsAreIdentical),
    ])
  }

  private static func rational(_ value: Rational?) -> JSONValue {
    value.map { .members(["num": .integer($0.num), "den": .integer($0.den)]) } ?? .null
  }
}
