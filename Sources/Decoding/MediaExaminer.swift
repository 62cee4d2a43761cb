import CFFmpeg
public import Media

/// Reads one media file from an open descriptor: every packet is decoded, so that the facts are those of what plays.
public enum MediaExaminer {
  /// Silences FFmpeg's log, which is global to the process; call once before the first examination.
  public static func prepare() { av_log_set_level(AV_LOG_QUIET) }

  /// The versions of the FFmpeg libraries that decode.
  public static func libraryVersions() -> MediaLibraryVersions {
    MediaLibraryVersions(
      release: text(av_version_info()) ?? "unknown", format: dotted(avformat_version()),
      codec: dotted(avcodec_version()), util: dotted(avutil_version()), scale: dotted(swscale_version()))
  }

  /// Examines the file behind `descriptor`, which stays the caller's and must be readable and seekable.
  ///
  /// Frames come from the first video stream, samples from the audio stream a player would choose (default
  /// disposition, then the most channels, then the first).
  public static func examine(
    descriptor: Int32, _ request: ExaminationRequest, sink: (any DecodingSink)? = nil
  ) -> Examination {
    do throws(Unreadable) {
      let container = try Container(descriptor: descriptor, pixels: request.limits.pixels)
      var pass = try ExaminationPass(container, request, sink)
      return .described(try pass.run())
    } catch {
      return .unreadable(error.failure)
    }
  }

  private static func dotted(_ version: UInt32) -> String { "\(version >> 16).\(version >> 8 & 255).\(version & 255)" }
}
