public import Findings
import Media
import Tracks

/// The picture has a size the track accepts.
public struct PictureSize: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL207", name: "picture-size",
    summary: "The pictures have a size the track accepts.",
    explanation: """
      Judged is the size of the decoded picture after a rotation tag was applied, which is what the reference decoders \
      hand to the metrics; the declared size is reported beside it where it differs.
      """,
    failing: "128x128 pictures where the track asks for at least 256x256",
    passing: "256x256 pictures",
    help: "write the size the track asks for: `-vf scale=256:256`")

  /// Makes the rule.
  public init() {}

  /// One finding where width or height is out of bounds.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let accepts = subject.track?.accepts, let (video, decoded) = subject.decodedVideo else { return [] }
    guard !accepts.width.contains(decoded.width) || !accepts.height.contains(decoded.height) else { return [] }
    let pixels = { (value: Int) in "\(value)" }
    let wanted = "width \(BoundText.text(accepts.width, pixels)), height \(BoundText.text(accepts.height, pixels))"
    let message = "the picture is \(decoded.width)x\(decoded.height); the track asks for \(wanted)"
    return [Finding(description, message, at: video.location)]
  }
}
