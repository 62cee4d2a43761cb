public import Findings
import Media

/// The WAV is a WAV of PCM samples.
public struct WAVNotPCM: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL312", name: "wav-not-pcm", severity: .warning,
    summary: "The WAV beside a clip is a RIFF file of PCM samples.",
    explanation: """
      The challenge's scripts read WAVs through libsndfile and SciPy, which take PCM in a RIFF file. The harness decodes \
      other codecs too, but a reader that does not leaves the sample out without a word.
      """,
    failing: "an mp3 named `0001.wav`",
    passing: "16-bit PCM, 32-bit float",
    help: "write PCM: `-c:a pcm_s16le -f wav`")

  /// Makes the rule.
  public init() {}

  /// One finding where the WAV is another container or codec.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let wav = subject.wavAudio, wav.media.video.isEmpty else { return [] }
    guard wav.media.format != "wav" || !wav.stream.codec.hasPrefix("pcm_") else { return [] }
    let message = "the WAV is \(wav.stream.codec) in \(wav.media.format), not PCM in a RIFF file"
    return [Finding(description, message, at: wav.location)]
  }
}
