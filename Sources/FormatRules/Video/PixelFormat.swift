public import Findings
import Media

/// The pictures are 8-bit 4:2:0.
public struct PixelFormat: FormatRule {
  private static let usual: Set = ["yuv420p", "yuvj420p", "nv12", "nv21"]

  /// The rule.
  public let description = RuleDescription(
    code: "GL218", name: "pixel-format", severity: .warning,
    summary: "The pictures are stored as 8-bit 4:2:0.",
    explanation: """
      The reference decoders convert to 8-bit BGR. From 8-bit 4:2:0 they agree to the bit; from 10-bit, 4:4:4, RGB or \
      paletted pictures they round and interpolate in different ways, and many browsers and phones do not play the file \
      at all.
      """,
    failing: "yuv444p (what x264 takes from RGB frames when nothing is said), yuv420p10le, a GIF's palette",
    passing: "yuv420p",
    help: "say the format when encoding: `-pix_fmt yuv420p`")

  /// Makes the rule.
  public init() {}

  /// One finding where the pixel format is another, or unknown to the decoder.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, _) = subject.decodedVideo, let format = video.stream.pixelFormat, !Self.usual.contains(format)
    else { return [] }
    let depth = video.stream.bitDepth.map { " (\($0) bits)" } ?? ""
    return [Finding(description, "the pixel format is \(format)\(depth), not 8-bit 4:2:0", at: video.location)]
  }
}
