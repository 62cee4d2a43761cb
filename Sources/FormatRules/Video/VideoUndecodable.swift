public import Findings
import Media

/// The video stream decodes to pictures.
public struct VideoUndecodable: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL202", name: "video-undecodable",
    summary: "The video stream decodes to at least one picture.",
    explanation: """
      The header announces a video stream, but not one picture came out of it: it has no packets, it is encrypted, or \
      its codec has no decoder here. The decoders are FFmpeg's: h264, HEVC, VP9, AV1, MPEG-4 and many more.
      """,
    failing: "an mp4 with a video track that was never written to, an encrypted stream",
    passing: "an mp4 with one h264 stream of 32 pictures",
    help: "encode with a common codec: `-c:v libx264 -pix_fmt yuv420p`")

  /// Makes the rule.
  public init() {}

  /// One finding where the first video stream gave no picture.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let video = subject.video, video.stream.decoded == nil else { return [] }
    // A picture over the pixel limit is said by its own rule.
    if video.media.stoppedBy == .pixels { return [] }
    let reason = video.stream.failure.map { ": \($0)" } ?? ""
    return [Finding(description, "no picture of the \(video.stream.codec) stream decodes\(reason)", at: video.location)]
  }
}
