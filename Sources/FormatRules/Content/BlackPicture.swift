public import Findings
import Media
import Quantities

/// The picture shows something.
public struct BlackPicture: FormatRule {
  /// Mean luma (0 to 255) below which a picture counts as black; black itself is 16 in limited range.
  static let luma = 18.0

  /// The rule.
  public let description = RuleDescription(
    code: "GL402", name: "black-picture", severity: .warning,
    summary: "The picture is not black.",
    explanation: """
      Not one picture has a mean luma of \(BlackPicture.luma.decimal(places: 1)) or more on the scale of 0 to 255, where \
      video black is 16. Pictures scaled to 0..1 and written without scaling back look like this.
      """,
    failing: "pictures of zeros",
    passing: "a night scene with a lamp in it",
    help: "check the scale of the pictures before they are written (0 to 255, not 0 to 1)")

  /// Makes the rule.
  public init() {}

  /// One finding where the brightest picture is black.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo, decoded.highestLuma < Self.luma else { return [] }
    let message = "every picture is black: mean luma is at most \(decoded.highestLuma.decimal(places: 1)) of 255"
    return [Finding(description, message, at: video.location)]
  }
}
