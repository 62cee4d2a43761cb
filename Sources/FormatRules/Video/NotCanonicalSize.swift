public import Findings
import Media
import Tracks

/// The picture has the size the numbers assume.
public struct NotCanonicalSize: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL230", name: "not-canonical-size", severity: .warning,
    summary: "An accepted picture has the size that the track's numbers assume.",
    explanation: """
      The track accepts larger pictures than its published numbers were computed on. Metrics resize, crop or measure \
      motion in pixels, so the same content at another size gives other numbers; the message names the metrics. \
      Nothing is resized before scoring.
      """,
    failing: "512x512 pictures in a track whose numbers assume 256x256",
    passing: "256x256 pictures",
    help: "scale to the canonical size to compare with published numbers: `-vf scale=256:256`")

  /// Makes the rule.
  public init() {}

  /// One finding where an accepted size is not the canonical one.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, let (video, decoded) = subject.decodedVideo,
      track.accepts.width.contains(decoded.width), track.accepts.height.contains(decoded.height)
    else { return [] }
    let width = track.canonical.width ?? decoded.width
    let height = track.canonical.height ?? decoded.height
    guard (width, height) != (decoded.width, decoded.height) else { return [] }
    let consequence = MetricSensitivity.consequence(of: .picture, in: track)
    let message =
      "the picture is \(decoded.width)x\(decoded.height) where the numbers assume \(width)x\(height): \(consequence)"
    return [Finding(description, message, at: video.location)]
  }
}
