import Findings
import PositionedYAML

/// Files and folders named in a spec are there and can be read.
enum PathUnusable {
  static let rule = RuleDescription(
    code: "GL032", name: "path-unusable",
    summary: "Files and folders named in a spec are there and can be read.",
    explanation: """
      The path leads to nothing, to something of another kind (a folder where a file is expected), or to \
      something that the permissions forbid reading. Paths count from the folder of the spec.
      """,
    failing: """
      prompts: {file: no-such-file.txt}
      """,
    passing: """
      prompts: {file: prompts.txt}
      """,
    help: "check the path; it counts from the folder of the spec")

  static func report(_ path: String, why: String, at field: Field) {
    field.report(rule, "`\(field.path)` is `\(path.shownInMessage)`: \(why)")
  }

  static func finding(flag: String, path: String, why: String) -> Finding {
    Finding(
      rule, "\(flag) is `\(path.shownInMessage)`: \(why)", at: Location(file: flag),
      help: "check the path; it counts from the working directory", fault: .ambiguous)
  }
}
