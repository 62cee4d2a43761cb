public import Findings
import Media
import Quantities
import Tracks

/// The sound has a sample rate the track accepts.
public struct AudioSampleRate: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL304", name: "audio-sample-rate",
    summary: "The sound has a sample rate the track accepts.",
    explanation: """
      Judged is the rate of the decoded samples, in the mp4 and in the WAV. A lower rate than asked for has lost the \
      upper part of the spectrum before any metric could hear it; resampling up does not bring it back.
      """,
    failing: "8,000 Hz where the track asks for at least 16,000 Hz",
    passing: "16,000 Hz, 44,100 Hz",
    help: "generate and write at the rate asked for: `-ar 16000`")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream whose rate is out of bounds.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let bound = subject.track?.accepts.audio?.sampleRate else { return [] }
    return subject.decodedAudio.compactMap { audio, decoded in
      if let rate = SampleRate(hertz: decoded.sampleRate), bound.contains(rate) { return nil }
      let wanted = BoundText.text(bound) { $0.description }
      let message = "\(audio.name) has \(decoded.sampleRate) Hz; the track asks for \(wanted)"
      return Finding(description, message, at: audio.location)
    }
  }
}
