public import Findings
import Media
import Tracks

/// The sound has as many channels as the track asks for.
public struct AudioChannels: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL303", name: "audio-channels",
    summary: "The sound has as many channels as the track asks for.",
    explanation: """
      Counted are the channels of the decoded samples, in the mp4 and in the WAV. The temporal track's metrics read one \
      channel; the spatial track locates sources by two, and a mono file has no direction at all.
      """,
    failing: "stereo where the track asks for mono; mono where it asks for two channels",
    passing: "mono in the temporal track, stereo in the spatial track",
    help: "mix or split as the track asks: `-ac 1` (or `-ac 2`, which makes no spatial sound of a mono source)")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream whose channels are out of bounds.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let bound = subject.track?.accepts.audio?.channels else { return [] }
    return subject.decodedAudio.filter { !bound.contains($0.decoded.channels) }.map { audio, decoded in
      let wanted = BoundText.text(bound) { Measure.channels($0) }
      let message = "\(audio.name) has \(Measure.channels(decoded.channels)); the track asks for \(wanted)"
      return Finding(description, message, at: audio.location)
    }
  }
}
