/// The keys of a track file, section by section.
enum TrackKeys {
  static let document = [
    "genlock-track", "name", "version", "title", "summary", "input", "audio", "accepts", "canonical", "metrics",
    "flavours", "min_coverage", "tolerate", "limits", "rules",
  ]
  static let input = ["count"]
  static let bound = ["exactly", "least", "most"]
  static let frameRate = bound + ["tolerance"]
  static let duration = ["exactly", "tolerance_frames"]
  static let accepts = ["width", "height", "frame_rate", "frames", "duration", "audio", "file_size"]
  static let audio = ["channels", "sample_rate", "tolerance_codec_frames", "tolerance_wav"]
  static let canonical = ["width", "height", "frame_rate", "duration", "sample_rate", "letterbox"]
  static let letterbox = ["top", "picture", "bottom"]
  static let tolerate = ["failed_samples"]
  static let limits = ["load", "prompt", "total", "output", "gpus"]
}
