public import Findings
import Media

/// The header's rate and channels are those of the samples.
public struct DeclaredAudioFormat: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL309", name: "declared-audio-format", severity: .warning,
    summary: "The rate and the channels a header declares are those that decode.",
    explanation: """
      The container says one sample rate or channel count and the codec another. Both are judged by the decoded samples; \
      readers that believe the header play at the wrong speed or mix channels up.
      """,
    failing: "a header that says 44,100 Hz over samples at 16,000 Hz",
    passing: "16,000 Hz mono in both; a header that says nothing",
    help: "write the file again with ffmpeg (`-c copy` is enough where only the container is wrong)")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream whose declared and decoded format differ.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.compactMap { audio, decoded in
      let (rate, channels) = (audio.stream.sampleRate, audio.stream.channels)
      let isRateWrong = rate != 0 && rate != decoded.sampleRate
      let areChannelsWrong = channels != 0 && channels != decoded.channels
      guard isRateWrong || areChannelsWrong else { return nil }
      let message = """
        the header of \(audio.name) declares \(rate) Hz with \(Measure.channels(channels)), but \
        \(decoded.sampleRate) Hz with \(Measure.channels(decoded.channels)) decode
        """
      return Finding(description, message, at: audio.location)
    }
  }
}
