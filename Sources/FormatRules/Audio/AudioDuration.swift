public import Findings
import Media
import Quantities
import Tracks

/// The sound is as long as asked for.
public struct AudioDuration: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL305", name: "audio-duration",
    summary: "The sound is as long as the track asks for.",
    explanation: """
      The length is the number of decoded samples divided by their rate, priming and edit lists honoured as FFmpeg does; \
      headers are not believed. A coded stream may be off by the track's number of codec frames (two, as a rule; 1,024 \
      samples each for AAC), because encoders start with priming and fill their last frame: four honest seconds at \
      16 kHz decode to 64,512 samples, or to 65,536 without an edit list. PCM and lossless streams end anywhere and may \
      be off by the track's slack for WAVs (10 ms, as a rule). The ends themselves still pass. Where decoding stopped \
      at a limit the length is not known and not judged.
      """,
    failing: "33,792 samples at 16 kHz (2.112 s) where 4 s are asked for",
    passing: "64,512 AAC samples or 64,000 PCM samples at 16 kHz",
    help: "cut or pad the sound to the length asked for: `-af apad -t 4`")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream whose length is off by more than the slack.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let accepts = subject.track?.accepts.audio, let wanted = subject.requiredDuration else { return [] }
    return subject.decodedAudio.compactMap { audio, decoded in
      guard audio.media.stoppedBy == nil else { return nil }
      let slack = audio.stream.lengthSlack(
        codecFrames: accepts.toleranceCodecFrames, wav: accepts.toleranceWAVSeconds)
      guard !decoded.span.isWithin(slack, of: wanted) else { return nil }
      let message = """
        \(audio.name) lasts \(Measure.seconds(decoded.span)) (\(decoded.sampleCount) samples at \(decoded.sampleRate) \
        Hz); asked for are \(Measure.seconds(wanted)) within \(Measure.seconds(slack))
        """
      return Finding(description, message, at: audio.location)
    }
  }
}
