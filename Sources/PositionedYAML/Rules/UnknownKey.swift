import Findings

/// A mapping has only the keys it knows.
enum UnknownKey {
  static let rule = RuleDescription(
    code: "GL011", name: "unknown-key",
    summary: "A mapping has only the keys it knows.",
    explanation: """
      A key with a slip of the pen would otherwise be ignored, and the run would go on with a default that \
      nobody asked for. The message names the nearest known key, where one is near. A spec made for a newer \
      version of Genlock may hold keys that this one does not know.
      """,
    failing: """
      limits: {memroy: 24GiB}
      """,
    passing: """
      limits: {memory: 24GiB}
      """)

  static func finding(key: String, at range: TextRange, known: [String], place: String, in source: SourceText)
    -> Finding
  {
    let help =
      Spelling.nearest(to: key, among: known).map { "did you mean `\($0)`?" }
      ?? "known keys: " + known.joined(separator: ", ")
    return source.finding(rule, "unknown key `\(key.shownInMessage)`\(place)", at: range, help: help)
  }
}
