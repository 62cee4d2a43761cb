public import Findings
import Media
import Tracks

/// The black bars are where the numbers assume them.
public struct LetterboxMissing: FormatRule {
  /// Rows a bar may be off.
  static let slackRows = 8

  /// The rule.
  public let description = RuleDescription(
    code: "GL233", name: "letterbox", severity: .warning,
    summary: "The picture stands between black bars where the track's numbers assume them.",
    explanation: """
      The track's data are wide pictures between black bars, and its object detector and features were run on them. A \
      row counts as black where its luma stays below 17 in every picture. A bar may be \
      \(LetterboxMissing.slackRows) rows short, because codecs smear the edge, and longer at one end, because a dark \
      sky is black too; a picture that is squeezed from both ends by more is framed otherwise. Black clips are left to \
      the rule on black.
      """,
    failing: "a picture that fills all 256 rows",
    passing: "56 black rows, 144 rows of picture, 56 black rows",
    help: "scale and pad: `-vf scale=256:144,pad=256:256:0:56`")

  /// Makes the rule.
  public init() {}

  /// One finding where the bars are missing, short or both too long.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, let letterbox = track.canonical.letterbox,
      let (video, decoded) = subject.decodedVideo,
      letterbox.top + letterbox.picture + letterbox.bottom == decoded.height
    else { return [] }
    let (top, bottom) = (decoded.blackRowsTop, decoded.blackRowsBottom)
    guard top < decoded.height else { return [] }
    let isShort = top < letterbox.top - Self.slackRows || bottom < letterbox.bottom - Self.slackRows
    let isSqueezed = top > letterbox.top + Self.slackRows && bottom > letterbox.bottom + Self.slackRows
    guard isShort || isSqueezed else { return [] }
    let message = """
      \(top) rows at the top and \(bottom) at the bottom are black where the numbers assume \(letterbox.top) and \
      \(letterbox.bottom): \(MetricSensitivity.consequence(of: .picture, in: track))
      """
    return [Finding(description, message, at: video.location)]
  }
}
