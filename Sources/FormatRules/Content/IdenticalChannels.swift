public import Findings
import Media

/// Channels differ where there are several.
public struct IdenticalChannels: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL407", name: "identical-channels", severity: .warning,
    summary: "Channels differ where there are several.",
    explanation: """
      All channels are equal in every sample: the sound is mono in a stereo file, and every source is heard from the \
      middle. Spatial metrics have nothing to locate. Silent files are left to the \
      rule on silence. A lossy codec that codes channels apart may make equal ones differ a little; those pass.
      """,
    failing: "a mono signal written with `-ac 2`",
    passing: "two channels that differ in level or time",
    help: "generate two channels; a copy of one has no direction")

  /// Makes the rule.
  public init() {}

  /// One finding for each audio stream with several equal channels.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.decodedAudio.filter { _, decoded in
      decoded.channels >= 2 && decoded.channelsAreIdentical && decoded.peak >= SilentAudio.peak
    }.map { audio, decoded in
      Finding(
        description, "all \(decoded.channels) channels of \(audio.name) are equal in every sample", at: audio.location)
    }
  }
}
