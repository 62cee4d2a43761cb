public import Findings
import Media
import Quantities
import Tracks

/// The video is as long as asked for.
public struct VideoDuration: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL206", name: "video-duration",
    summary: "The video is as long as the track, or the input, asks for.",
    explanation: """
      The length runs from the first picture's time to the end of the last picture, both as decoded and as exact \
      fractions; headers are not believed. The track says how many frames it may be off (one, as a rule), the frame \
      being the mean interval of this clip; the end itself still passes. Containers that round time stamps to a \
      millisecond have that millisecond allowed. Where decoding stopped at a limit the length is not known and not judged.
      """,
    failing: "34 pictures at 8 frames a second (4.25 s) where 4 s are asked for",
    passing: "32 pictures at 8 frames a second (4 s), 120 pictures at 30000/1001 (4.004 s)",
    help: "cut or extend the clip to the length asked for: `-t 4`")

  /// Makes the rule.
  public init() {}

  /// One finding where the decoded length is off by more than the slack.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, let wanted = subject.requiredDuration, let (video, decoded) = subject.wholeVideo,
      let span = decoded.span
    else { return [] }
    let frames = track.accepts.durationToleranceFrames
    let frame = decoded.interval ?? video.stream.guessedFrameRate?.framesPerSecond.reciprocal ?? .zero
    let slack = frame.times(frames).plus(video.media.timeStampGrain)
    guard !span.isWithin(slack, of: wanted) else { return [] }
    let rate = decoded.steadyRate.map { " at \(Measure.rate($0))" } ?? ""
    let message = """
      the video lasts \(Measure.seconds(span)) (\(Measure.count(decoded.frameCount, "frame"))\(rate)); \
      asked for are \(Measure.seconds(wanted)) within \(Measure.count(frames, "frame"))
      """
    return [Finding(description, message, at: video.location)]
  }
}
