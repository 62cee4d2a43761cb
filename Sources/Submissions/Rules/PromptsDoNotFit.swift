import Findings

/// The prompts are of the kind that the track asks for.
enum PromptsDoNotFit {
  static let rule = RuleDescription(
    code: "GL039", name: "prompts-do-not-fit-track",
    summary: "The prompts are of the kind that the track asks for.",
    explanation: """
      A track gives its models text (`file` or `list`), nothing but seeds (`count`) or sounds (`inputs`). \
      Another kind could not be judged. A `count` other than the track's own is allowed with a warning, because \
      scores over another number of samples do not compare with the track's.
      """,
    failing: """
      prompts: {count: 8}
      """,
    passing: """
      prompts: {file: prompts.txt}
      """)

  static func message(_ given: String, track: String, wanted: String) -> String {
    "`\(given)` does not fit the track `\(track)`, which asks for \(wanted)"
  }
}
