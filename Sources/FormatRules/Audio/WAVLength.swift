public import Findings
import Media
import Quantities
import Tracks

/// The WAV and the mp4's sound are equally long.
public struct WAVLength: FormatRule {
  /// Slack on a WAV where no track says another.
  static let slackMilliseconds = 10

  /// The rule.
  public let description = RuleDescription(
    code: "GL311", name: "wav-length",
    summary: "The WAV beside a clip is as long as the sound in the mp4.",
    explanation: """
      Some metrics read the WAV and some the mp4; where the two are not one sound, the numbers of one sample speak of \
      different clips. Their decoded lengths may differ by the slack of the coded stream (two codec frames, or the \
      track's) plus that of the WAV (\(WAVLength.slackMilliseconds) ms, or the track's).
      """,
    failing: "an mp4 with 4 s of sound beside a WAV of 10 s",
    passing: "64,512 AAC samples in the mp4 beside 64,000 samples in the WAV",
    help: "write both from the same samples")

  /// Makes the rule.
  public init() {}

  /// One finding where both decode and their lengths differ by more than the slack.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let coded = subject.embeddedAudio, let wav = subject.wavAudio, coded.media.stoppedBy == nil,
      wav.media.stoppedBy == nil, let inside = coded.stream.decoded, let beside = wav.stream.decoded
    else { return [] }
    let accepts = subject.track?.accepts.audio
    let wavSlack = accepts?.toleranceWAVSeconds ?? Rational.millisecond.times(Self.slackMilliseconds)
    let frames = accepts?.toleranceCodecFrames ?? 2
    let slack = coded.stream.lengthSlack(codecFrames: frames, wav: wavSlack).plus(wavSlack)
    guard !inside.span.isWithin(slack, of: beside.span) else { return [] }
    let message =
      "the WAV lasts \(Measure.seconds(beside.span)), the sound in the mp4 \(Measure.seconds(inside.span))"
    return [Finding(description, message, at: wav.location)]
  }
}
