public import Findings
import Media

/// Luma is in limited range.
public struct ColorRange: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL220", name: "color-range", severity: .warning,
    summary: "Luma uses the limited range (16 to 235).",
    explanation: """
      Full-range video is honoured by the reference decoder where the pixel format itself says so (yuvj420p, which h264 \
      and MJPEG streams decode to); this is a note. Where only a tag says so (VP9, AV1), the reference decoder ignores \
      it, and judges a picture with more contrast than the one you see; this is a warning.
      """,
    failing: "a VP9 stream tagged full range",
    passing: "yuv420p, limited range or untagged",
    help: "convert to limited range: `-vf scale=out_range=tv -color_range tv`")

  /// Makes the rule.
  public init() {}

  /// One finding where the range is full.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, _) = subject.decodedVideo else { return [] }
    let isByFormat = video.stream.pixelFormat?.hasPrefix("yuvj") ?? false
    if isByFormat {
      return [Finding(description, "luma uses the full range (0 to 255)", at: video.location, severity: .note)]
    }
    let isYUV = video.stream.pixelFormat?.hasPrefix("yuv") ?? false
    guard video.stream.colorRange == "pc", isYUV else { return [] }
    let message = "luma is tagged full range (0 to 255), which the reference decoder ignores"
    return [Finding(description, message, at: video.location)]
  }
}
