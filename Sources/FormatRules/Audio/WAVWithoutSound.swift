public import Findings
import Media

/// The WAV holds sound and nothing but sound.
public struct WAVWithoutSound: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL310", name: "wav-without-sound",
    summary: "The WAV beside a clip holds one sound and no picture.",
    explanation: """
      Metrics that read a WAV take the file beside the mp4. This one can be read, but has no audio stream, or has a \
      video stream in it: another file was written under its name.
      """,
    failing: "a copy of the mp4 named `0001.wav`",
    passing: "PCM sound in `0001.wav`",
    help: "write the sound alone: `-vn -c:a pcm_s16le 0001.wav`")

  /// Makes the rule.
  public init() {}

  /// One finding where the WAV has no audio or has video.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let wav = subject.judgedWAV, case .described(let media) = wav.examination else { return [] }
    if !media.video.isEmpty {
      return [Finding(description, "the WAV holds a video stream", at: subject.location(wav.file))]
    }
    guard media.audio.isEmpty, !media.otherStreams.isEmpty else { return [] }
    return [Finding(description, "the WAV holds no audio stream", at: subject.location(wav.file))]
  }
}
