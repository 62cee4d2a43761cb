public import Findings
import Media

/// No picture is damaged.
public struct DamagedFrames: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL214", name: "damaged-frames", severity: .warning,
    summary: "No decoded picture is marked as damaged or concealed.",
    explanation: """
      The decoder filled holes with guesses from neighbouring pictures. Other decoders guess otherwise, so the pictures \
      and every number over them depend on who decodes.
      """,
    failing: "a stream with lost slices",
    passing: "a stream that `ffmpeg -v error -i FILE -f null -` decodes in silence",
    help: "encode the clip again from its pictures")

  /// Makes the rule.
  public init() {}

  /// One finding where pictures are damaged.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo, decoded.damagedFrames > 0 else { return [] }
    let message = "\(decoded.damagedFrames) of \(Measure.count(decoded.frameCount, "frame")) are damaged or concealed"
    return [Finding(description, message, at: video.location)]
  }
}
