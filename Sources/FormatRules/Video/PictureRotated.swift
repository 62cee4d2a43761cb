public import Findings
import Media

/// The picture is stored the way it is shown.
public struct PictureRotated: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL215", name: "picture-rotated", severity: .warning,
    summary: "The picture is stored the way it is shown.",
    explanation: """
      A tag asks players to turn the picture. OpenCV turns it, and so does the harness wherever a reference metric reads \
      through OpenCV; readers such as decord and torchvision hand out the picture as it is stored. Metrics of one track \
      may then see different pictures.
      """,
    failing: "a phone's portrait clip, stored as landscape with a quarter turn",
    passing: "a clip without a rotation tag",
    help: "turn the pictures themselves: ffmpeg does so when it encodes again without `-noautorotate`")

  /// Makes the rule.
  public init() {}

  /// One finding where a turn is declared.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let video = subject.video, video.stream.rotation != 0 else { return [] }
    let message = "a tag turns the picture by \(video.stream.rotation) degrees; some readers turn it, some do not"
    return [Finding(description, message, at: video.location)]
  }
}
