public import Findings
import Media
import Quantities

/// Picture and sound start together.
public struct SyncOffset: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL307", name: "sync-offset", severity: .warning,
    summary: "Picture and sound in the mp4 start together.",
    explanation: """
      Compared are the times of the first decoded picture and of the first decoded sample. The metrics count both from \
      zero and never see the offset, a player does, so an alignment score says nothing about what a viewer gets. Allowed \
      is one video frame or one codec frame of audio, whichever is longer. Fragmented files and files without an edit \
      list start their pictures late by the encoder's reordering (two frames, as a rule); write such files with \
      `-bf 0`, or not fragmented.
      """,
    failing: "sound that starts at 2 s under pictures that start at 0",
    passing: "both start at 0; sound that starts 64 ms early with its priming",
    help: "write both from zero: `-af aresample=async=1:first_pts=0`, and encode with `-bf 0` for fragmented mp4")

  /// Makes the rule.
  public init() {}

  /// One finding where the starts are apart by more than the slack.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (_, decoded) = subject.decodedVideo, let pictures = decoded.firstTime, let audio = subject.embeddedAudio,
      let sounds = audio.stream.decoded?.firstTime
    else { return [] }
    let slack = max(decoded.interval ?? .zero, audio.stream.codecFrames(1) ?? .zero)
    guard !sounds.isWithin(slack, of: pictures) else { return [] }
    let offset = Measure.seconds(sounds.plus(pictures.negated).magnitude)
    let order = sounds > pictures ? "after" : "before"
    let message = "the sound starts \(offset) \(order) the picture, which no metric sees"
    return [Finding(description, message, at: audio.location)]
  }
}
