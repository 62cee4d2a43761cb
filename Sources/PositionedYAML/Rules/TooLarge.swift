import Findings

/// A YAML file is at most 1 MiB long.
enum TooLarge {
  static let rule = RuleDescription(
    code: "GL002", name: "spec-too-large",
    summary: "A YAML file is at most 1 MiB long.",
    explanation: """
      A spec or a track file is a page or two; a longer one is something else. The size is checked before the \
      text is parsed. Prompts belong in a file of their own (`prompts: {file: prompts.txt}`), which may be \
      longer.
      """,
    failing: """
      # a file of 1,048,577 bytes or more
      """,
    passing: """
      # a file of 1,048,576 bytes or fewer
      """,
    help: "move long lists, such as prompts, into files of their own")

  static func finding(in source: SourceText) -> Finding {
    Finding(
      rule, "the file is longer than \(YAMLReader.maximumBytes) bytes, which is the most that is read",
      at: Location(file: source.name))
  }
}
