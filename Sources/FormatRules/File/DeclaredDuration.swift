public import Findings
import Media
import Quantities

/// The header's length is that of what decodes.
public struct DeclaredDuration: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL518", name: "declared-duration", severity: .warning,
    summary: "The length a header declares is the length that decodes.",
    explanation: """
      The container's header says how long the file is; the streams decode to another length. Lengths are judged by what \
      decodes, so this is a warning, but every tool that believes the header (players, `ffprobe`, loaders that seek) \
      will be misled. Allowed are one video frame plus two codec frames of audio, and 10 ms, because encoders pad \
      their last frame and containers round. A container that starts late (fragmented, without an edit list) may count \
      from zero or from its start. Files with streams that are not decoded (a second video, subtitles) are not judged, \
      because those may be the longest.
      """,
    failing: "a WAV header that claims 4 s over one second of samples, an mp4 that says 10 s and decodes to 4 s",
    passing: "an mp4 that says 4 s, with 4 s of video and 4.032 s of AAC",
    help: "write the file again with ffmpeg (`-c copy` is enough where only the header is wrong)")

  /// Makes the rule.
  public init() {}

  /// One finding for each file whose header declares another length.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.files.compactMap { file, media in
      guard Self.isWhollyDecoded(media), let declared = media.declaredDuration, let lengths = Self.decoded(media),
        !lengths.allowed.contains(where: { declared.isWithin(lengths.slack, of: $0) })
      else { return nil }
      let message =
        "the header declares \(Measure.seconds(declared)), but \(Measure.seconds(lengths.longest)) decode"
      return Finding(description, message, at: subject.location(file))
    }
  }

  /// Whether every stream that counts for the file's length was decoded to its end.
  private static func isWhollyDecoded(_ media: MediaDescription) -> Bool {
    media.stoppedBy == nil && media.video.allSatisfy { $0.decoded != nil }
      && media.audio.allSatisfy { $0.decoded != nil } && media.otherStreams.allSatisfy { $0 == "attached-picture" }
  }

  /// The lengths a header may rightly declare, the longest stream, and the slack; nil where nothing timed decoded.
  private static func decoded(_ media: MediaDescription) -> (allowed: [Rational], longest: Rational, slack: Rational)? {
    var spans: [(start: Rational, span: Rational)] = []
    var slack = Rational.millisecond.times(10)
    for decoded in media.video.compactMap(\.decoded) {
      guard let span = decoded.span else { continue }
      spans.append((decoded.firstTime ?? .zero, span))
      slack = slack.plus(decoded.longestInterval ?? .zero)
    }
    for stream in media.audio {
      guard let decoded = stream.decoded else { continue }
      spans.append((decoded.firstTime ?? .zero, decoded.span))
      slack = slack.plus(stream.codecFrames(2) ?? .zero)
    }
    guard let longest = spans.map(\.span).max(), let start = spans.map(\.start).min(),
      let end = spans.map({ $0.start.plus($0.span) }).max()
    else { return nil }
    return ([end, end.plus(start.negated), longest], longest, slack)
  }
}
