public import Findings
import Media

/// The picture moves.
public struct FrozenPicture: FormatRule {
  /// The share of pictures that repeat the one before, at which a clip counts as frozen.
  static let share = 0.95

  /// The rule.
  public let description = RuleDescription(
    code: "GL401", name: "frozen-picture", severity: .warning,
    summary: "The picture moves.",
    explanation: """
      At least \(Measure.percent(FrozenPicture.share)) of the pictures are equal to the one before in every byte: the \
      clip is a still. AV-Align finds no motion to align (its value is 0 or undefined), and a still may mean a sampler \
      that returned its first frame. Clips shown at a higher rate than they were made at repeat many pictures, but not \
      this many.
      """,
    failing: "one picture written 32 times",
    passing: "a clip in which something moves",
    help: "check that every generated picture is written, not the first one again")

  /// Makes the rule.
  public init() {}

  /// One finding where nearly all pictures repeat the one before.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo, decoded.frameCount >= 2 else { return [] }
    let steps = decoded.frameCount - 1
    guard Double(decoded.repeatedFrames) >= Self.share * Double(steps) else { return [] }
    let message = "\(decoded.repeatedFrames) of \(steps) pictures repeat the one before: the picture is frozen"
    return [Finding(description, message, at: video.location)]
  }
}
