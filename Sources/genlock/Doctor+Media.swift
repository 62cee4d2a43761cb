import Evaluation
import Media

extension Doctor {
  /// The libraries a media worker decodes with.
  static func libraries() -> DoctorCheck {
    do throws(MediaWorkerError) {
      let versions = try MediaWorker().libraryVersions()
      return DoctorCheck(
        "FFmpeg", .ok,
        "\(versions.release): avformat \(versions.format), avcodec \(versions.codec), swscale \(versions.scale)")
    } catch {
      return DoctorCheck("FFmpeg", .failure, error.reason, fix: "install the libav* packages of .ci/packages")
    }
  }

  /// Whether the decoder gives the reference's frames.
  static func golden() -> DoctorCheck {
    do throws(RunError) {
      let outcome = try GoldenClip.check()
      guard let warning = GoldenClip.warning(outcome) else {
        return DoctorCheck("golden clip", .ok, "decodes to the reference's frames, bit by bit")
      }
      return DoctorCheck("golden clip", .warning, warning, fix: "use FFmpeg 5.1 (Debian 12) for numbers that compare")
    } catch {
      return DoctorCheck("golden clip", .failure, error.reason, fix: error.help)
    }
  }
}
