import Findings

/// A track file can be read.
enum UnreadableTrack {
  static let rule = RuleDescription(
    code: "GL021", name: "track-unreadable",
    summary: "A track file can be read.",
    explanation: """
      The file named as the track is missing, is not a regular file, or its permissions forbid reading it. Paths \
      in a spec count from the spec's folder, paths on the command line from the working directory.
      """,
    failing: """
      genlock run --track no-such-track.yaml submission.yaml
      """,
    passing: """
      genlock run --track our-challenge.yaml submission.yaml
      """,
    help: "check the path and the permissions")

  static func finding(path: String, reason: String) -> Finding {
    Finding(rule, "the track file cannot be read: \(reason)", at: Location(file: path))
  }
}
