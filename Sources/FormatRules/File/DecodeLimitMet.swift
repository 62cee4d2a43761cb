public import Findings
import Media

/// The file holds no more than a decode takes.
public struct DecodeLimitMet: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL516", name: "decode-limit-met",
    summary: "An output decodes to its end within the limits on pixels, frames and samples.",
    explanation: """
      Decoding stops at the first frame or sample beyond the limits (a minute of 4K at 60 frames a second, an hour of \
      audio, unless they are set otherwise), because a few megabytes can hold ten hours of silence. What was decoded up \
      to there is reported; lengths and counts are not judged, because they are not known.
      """,
    failing: "ten hours of silent FLAC in 7 MB",
    passing: "four seconds of sound",
    help: "write clips of the length and size the track asks for")

  /// Makes the rule.
  public init() {}

  /// One finding for each file whose decode stopped early.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.files.compactMap { file, media in
      guard let limit = media.stoppedBy else { return nil }
      let what =
        switch limit {
        case .pixels: "a picture has more pixels"
        case .frames: "the video has more frames"
        case .samples: "the audio has more samples"
        }
      return Finding(description, "\(what) than one file may have; decoding stopped there", at: subject.location(file))
    }
  }
}
