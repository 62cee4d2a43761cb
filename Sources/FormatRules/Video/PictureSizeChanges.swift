public import Findings
import Media

/// The picture keeps its size.
public struct PictureSizeChanges: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL208", name: "picture-size-changes",
    summary: "All pictures have one size and one pixel format.",
    explanation: """
      A stream may change its picture size or pixel format in the middle. Readers scale, crop, stop or crash there, each \
      in its own way, so no number over such a clip means anything.
      """,
    failing: "two clips of different sizes joined byte by byte",
    passing: "256x256 from the first picture to the last",
    help: "scale all pictures to one size before they are encoded")

  /// Makes the rule.
  public init() {}

  /// One finding where a later picture differs from the first.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo, decoded.changesSize else { return [] }
    let message = "the picture starts as \(decoded.width)x\(decoded.height) and changes its size or pixel format later"
    return [Finding(description, message, at: video.location)]
  }
}
