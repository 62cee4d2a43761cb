public import Findings
import Media
import Quantities

/// The pictures come at a constant rate.
public struct VideoVariableRate: FormatRule {
  /// How far an interval may be from the usual one, in milliseconds.
  static let slackMilliseconds = 2

  /// The rule.
  public let description = RuleDescription(
    code: "GL204", name: "video-variable-rate", severity: .warning,
    summary: "The pictures come at a constant rate.",
    explanation: """
      AV-Align takes the time of a picture to be its number divided by the frame rate, and clip samplers count frames, \
      so with a variable rate every number is computed for other times than a viewer sees. The rate counts as constant \
      where the shortest and the longest interval are within \(VideoVariableRate.slackMilliseconds) ms of the usual one, \
      which takes the rounding of containers with millisecond or 1/600 s time stamps.
      """,
    failing: "pictures at 0, 125, 250 and 600 ms; a clip whose repeated pictures were dropped (`-vsync vfr`)",
    passing: "a picture every 125 ms; 33, 33 and 34 ms in turn",
    help: "write a constant rate: `-r 8 -vsync cfr`")

  /// Makes the rule.
  public init() {}

  /// One finding where an interval is off the mean.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo, let usual = decoded.interval,
      let shortest = decoded.shortestInterval, let longest = decoded.longestInterval
    else { return [] }
    let slack = Rational.millisecond.times(Self.slackMilliseconds)
    guard !shortest.isWithin(slack, of: usual) || !longest.isWithin(slack, of: usual) else { return [] }
    let message = """
      the time between pictures varies from \(Measure.seconds(shortest)) to \(Measure.seconds(longest)), \
      \(Measure.seconds(usual)) as a rule
      """
    return [Finding(description, message, at: video.location)]
  }
}
