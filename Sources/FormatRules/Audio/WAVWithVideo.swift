public import Findings
import Media

/// The WAV holds no picture.
public struct WAVWithVideo: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL310", name: "wav-with-video",
    summary: "The WAV beside a clip holds sound and no picture.",
    explanation: """
      Metrics that read a WAV take the file beside the mp4. This one has a video stream in it: another file was written \
      under its name, and the readers of the challenge's scripts refuse it.
      """,
    failing: "a copy of the mp4 named `0001.wav`",
    passing: "PCM sound in `0001.wav`",
    help: "write the sound alone: `-vn -c:a pcm_s16le 0001.wav`")

  /// Makes the rule.
  public init() {}

  /// One finding where the WAV has a video stream.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let wav = subject.judgedWAV, case .described(let media) = wav.examination, !media.video.isEmpty else {
      return []
    }
    return [Finding(description, "the WAV holds a video stream", at: subject.location(wav.file))]
  }
}
