import Findings

/// Of keys that exclude each other only one is there.
enum ConflictingKeys {
  static let rule = RuleDescription(
    code: "GL016", name: "conflicting-keys",
    summary: "Of keys that exclude each other only one is there.",
    explanation: """
      The keys say the same thing in two ways, and nothing tells which one is meant. Keep one of them.
      """,
    failing: """
      model:
        archive: model.tar.zst
        directory: ./model
        command: [python3, generate.py, \"{output}\"]
      """,
    passing: """
      model:
        archive: model.tar.zst
        command: [python3, generate.py, \"{output}\"]
      """)

  static func finding(key: String, other: String, place: String, at range: TextRange, in source: SourceText) -> Finding
  {
    source.finding(
      rule, "`\(key)` and `\(other)` exclude each other\(place)", at: range, help: "keep one of the two")
  }
}
