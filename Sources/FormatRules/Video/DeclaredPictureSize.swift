public import Findings
import Media

/// The header's picture size is that of the decoded picture.
public struct DeclaredPictureSize: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL210", name: "declared-picture-size", severity: .warning,
    summary: "The picture size a header declares is the size that decodes.",
    explanation: """
      The container says one size and the codec another. Sizes are judged by the decoded picture; readers that allocate \
      by the header will crop, pad or fail. A quarter turn by a rotation tag swaps width and height and is not a lie.
      """,
    failing: "an mp4 whose track header says 1920x1080 over a 256x256 stream",
    passing: "256x256 in both",
    help: "write the file again with ffmpeg (`-c copy` is enough where only the container is wrong)")

  /// Makes the rule.
  public init() {}

  /// One finding where declared and decoded size differ.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo else { return [] }
    let stream = video.stream
    let isTurned = stream.rotation == 90 || stream.rotation == 270
    let declared = isTurned ? (stream.height, stream.width) : (stream.width, stream.height)
    guard declared != (decoded.width, decoded.height) else { return [] }
    let message =
      "the header declares \(declared.0)x\(declared.1), but the picture decodes as \(decoded.width)x\(decoded.height)"
    return [Finding(description, message, at: video.location)]
  }
}
