public import Findings
import Media
import Tracks

/// The clip has sound where the track asks for it.
public struct AudioMissing: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL301", name: "audio-missing",
    summary: "A clip has an audio stream where the track looks for it.",
    explanation: """
      Tracks with `audio: embedded` look into the mp4; tracks with `audio: either` take the mp4's stream, a WAV of the \
      same name beside it, or both. There is none. Silence has to be written as silence, not left out.
      """,
    failing: "an mp4 without an audio stream and no WAV beside it",
    passing: "an mp4 with an AAC stream; an mp4 without one and `0001.wav` beside `0001.mp4`",
    help: "mux the sound into the mp4 (`-map 0:v -map 1:a`), or write a WAV of the same name beside it")

  /// Makes the rule.
  public init() {}

  /// One finding where audio is required and nowhere to be found.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let track = subject.track, track.accepts.audio != nil, track.audioSource != .input,
      let media = subject.media, media.audio.isEmpty, !media.video.isEmpty, subject.judgedWAV == nil
    else { return [] }
    let place = track.audioSource == .either ? "in the mp4, and there is no WAV beside it" : "in the mp4"
    return [Finding(description, "there is no audio stream \(place)", at: subject.location(subject.file))]
  }
}
