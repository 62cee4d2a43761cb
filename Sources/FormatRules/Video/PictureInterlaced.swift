public import Findings
import Media

/// The video is progressive.
public struct PictureInterlaced: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL217", name: "picture-interlaced", severity: .warning,
    summary: "The video is progressive.",
    explanation: """
      An interlaced picture weaves two moments into one. No metric separates them, so moving edges become combs that \
      optical flow and feature networks read as texture.
      """,
    failing: "a stream encoded with interlaced fields",
    passing: "a progressive stream",
    help: "deinterlace before encoding: `-vf bwdif`")

  /// Makes the rule.
  public init() {}

  /// One finding where pictures are interlaced, or declared to be.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo else { return [] }
    if decoded.interlacedFrames > 0 {
      let message = "\(decoded.interlacedFrames) of \(Measure.count(decoded.frameCount, "frame")) are interlaced"
      return [Finding(description, message, at: video.location)]
    }
    guard let order = video.stream.fieldOrder else { return [] }
    return [Finding(description, "the stream is declared interlaced (field order \(order))", at: video.location)]
  }
}
