/// The containers that are read at all.
///
/// Playlists, network formats, scripts and formats that open other files (`concat`, `hls`, `dash`, `image2`, ...) are
/// not among them: a submission delivers media, not pointers to media.
enum ContainerAllowList {
  /// FFmpeg's short names of the demuxers allowed.
  static let demuxers: Set<String> = [
    "mov", "mp4", "matroska", "webm", "avi", "mpegts", "mpeg", "flv", "asf", "gif", "yuv4mpegpipe", "ivf",
    "wav", "w64", "aiff", "caf", "au", "mp3", "aac", "flac", "ogg",
    "apng", "png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe",
  ]

  /// Whether a demuxer of this name, which may list several (`mov,mp4,m4a`), is allowed.
  static func admits(_ name: String) -> Bool {
    name.split(separator: ",").contains { demuxers.contains(String($0)) }
  }
}
