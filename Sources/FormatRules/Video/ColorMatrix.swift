public import Findings
import Media

/// The colour matrix is the one every reader assumes.
public struct ColorMatrix: FormatRule {
  private static let assumed: Set = ["smpte170m", "bt470bg", "unknown", "unspecified", "gbr", "rgb"]

  /// The rule.
  public let description = RuleDescription(
    code: "GL219", name: "color-matrix", severity: .note,
    summary: "The colour matrix is untagged or BT.601.",
    explanation: """
      The decoder that the challenge's numbers were made with (OpenCV 4) converts every video by BT.601, whatever its \
      tag; OpenCV 5 and players honour the tag. With a BT.709 tag seven of ten bytes differ between them, by up to 37 \
      of 255. The harness converts as the reference does, so the numbers agree with published ones; the colours that \
      are judged are not quite those you see.
      """,
    failing: "a stream tagged bt709",
    passing: "a stream without a matrix tag, or tagged smpte170m",
    help: "convert and tag as BT.601: `-vf scale=out_color_matrix=bt601 -colorspace smpte170m`")

  /// Makes the rule.
  public init() {}

  /// One finding where another matrix is tagged.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, _) = subject.decodedVideo, let matrix = video.stream.colorMatrix, !Self.assumed.contains(matrix)
    else { return [] }
    let message = "the colour matrix is tagged \(matrix); the reference decoder reads every video as BT.601"
    return [Finding(description, message, at: video.location)]
  }
}
