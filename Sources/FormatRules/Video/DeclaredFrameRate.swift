public import Findings
import Media
import Quantities

/// The header's frame rate is that of the decoded time stamps.
public struct DeclaredFrameRate: FormatRule {
  /// The difference in percent that is still taken for rounding.
  static let slackPercent = 1

  /// The rule.
  public let description = RuleDescription(
    code: "GL212", name: "declared-frame-rate", severity: .warning,
    summary: "The frame rate a reader is told is the rate of the pictures.",
    explanation: """
      OpenCV's `CAP_PROP_FPS` is FFmpeg's guess from the headers, and AV-Align makes its matching window and the time \
      of every peak of it. Where the guess is more than \(DeclaredFrameRate.slackPercent) % off the rate of the \
      decoded time stamps, that metric is computed for a clip that is faster or slower than the one a viewer sees. The \
      rate itself is judged by the time stamps.
      """,
    failing: "a clip with dropped pictures: the header says 8 frames a second, 5.1 are there",
    passing: "8 in the header and 8 in the time stamps",
    help: "write a constant rate: `-r 8 -vsync cfr`")

  /// Makes the rule.
  public init() {}

  /// One finding where the guessed rate is off the decoded one.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo, let rate = decoded.steadyRate,
      let declared = video.stream.guessedFrameRate
    else { return [] }
    let slack = (rate.framesPerSecond.multiplied(by: .percent) ?? .zero).times(Self.slackPercent)
    guard !declared.framesPerSecond.isWithin(slack, of: rate.framesPerSecond) else { return [] }
    let message = """
      readers are told \(Measure.rate(declared)), but the pictures come at \(Measure.rate(rate)), so AV-Align reads \
      wrong times
      """
    return [Finding(description, message, at: video.location)]
  }
}
