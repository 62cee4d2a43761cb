import Findings

/// A track does not contradict itself.
enum InconsistentTrack {
  static let rule = RuleDescription(
    code: "GL022", name: "track-inconsistent",
    summary: "A track does not contradict itself.",
    explanation: """
      Each field of the track file can be read, but two of them do not fit together: a lower bound above its \
      upper bound, a canonical value that the accepted range excludes, an audio source that does not fit the \
      input, a flavour of another metric. A track like this would judge every submission wrongly, so it is \
      refused.
      """,
    failing: """
      accepts: {width: {least: 512, most: 256}}
      """,
    passing: """
      accepts: {width: {least: 256, most: 512}}
      """,
    help: "change one of the two")
}
