public import Findings
import Media
import Quantities
import Tracks

/// The frame rate is one the track accepts.
public struct VideoFrameRate: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL203", name: "video-frame-rate",
    summary: "The pictures come at a rate the track accepts.",
    explanation: """
      The rate is measured on what decodes: intervals divided by the time they take, as exact fractions, the longest \
      interval left out, because one gap is a matter of the rule on variable rates. What headers say (average, base and guessed rate) is reported beside it and not believed. The track \
      states the bounds and a relative slack: 0.001 takes 7.992 for 8, so 24000/1001 passes for 24.
      """,
    failing: "6 frames a second where the track asks for at least 8",
    passing: "8 frames a second, 30000/1001 frames a second",
    help: "write the rate the track asks for: `-r 8`")

  /// Makes the rule.
  public init() {}

  /// One finding where the decoded rate is out of bounds or cannot be measured.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let accepts = subject.track?.accepts, let bound = accepts.frameRate,
      let (video, decoded) = subject.decodedVideo
    else { return [] }
    let wanted = Self.text(bound, tolerance: accepts.frameRateTolerance)
    guard let rate = decoded.steadyRate else {
      let message =
        "the frame rate cannot be measured on \(Measure.count(decoded.frameCount, "frame")) with time stamps"
      return [Finding(description, "\(message); the track asks for \(wanted)", at: video.location)]
    }
    guard !Self.accepts(rate, bound, tolerance: accepts.frameRateTolerance) else { return [] }
    let declared = video.stream.guessedFrameRate.map { ", declared \(Measure.rate($0))" } ?? ""
    let message = "the frame rate is \(Measure.rate(rate))\(declared); the track asks for \(wanted)"
    return [Finding(description, message, at: video.location)]
  }

  /// Whether `rate` lies within `bound` widened by the relative tolerance.
  static func accepts(_ rate: FrameRate, _ bound: Bound<FrameRate>, tolerance: Double) -> Bool {
    if bound.contains(rate) { return true }
    // The product of two roundings may miss an end that was meant exactly by the last bit.
    let (least, most) = (1 - tolerance - 1e-12, 1 + tolerance + 1e-12)
    if let low = bound.least, rate.doubleValue < low.doubleValue * least { return false }
    if let high = bound.most, rate.doubleValue > high.doubleValue * most { return false }
    return true
  }

  private static func text(_ bound: Bound<FrameRate>, tolerance: Double) -> String {
    let slack = tolerance > 0 ? " (within \(Measure.percent(tolerance)))" : ""
    return BoundText.text(bound) { Measure.rate($0) } + slack
  }
}
