public import Findings
import Media
import Quantities

/// Pixels are square.
public struct PixelsNotSquare: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL216", name: "pixels-not-square", severity: .note,
    summary: "The pixels are square.",
    explanation: """
      A player stretches pictures with another sample aspect ratio than 1:1; the metrics read pixels as they are stored. \
      ffmpeg's `scale=256:256` leaves such a ratio behind when it squeezes a wide picture, so this is common and \
      harmless for the numbers, but what you see is not what is judged.
      """,
    failing: "256x256 pixels with a ratio of 16:9, shown as 455x256",
    passing: "256x256 pixels with a ratio of 1:1, or none",
    help: "say so when scaling: `-vf scale=256:256,setsar=1`")

  /// Makes the rule.
  public init() {}

  /// One finding where a ratio other than 1 is declared.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let video = subject.video, let ratio = video.stream.sampleAspect, ratio > .zero, ratio != Rational(1) else {
      return []
    }
    let message = "a player stretches the picture by \(ratio.num):\(ratio.den); metrics read the pixels as they are"
    return [Finding(description, message, at: video.location)]
  }
}
