import Findings
import PositionedYAML

/// Paths of a spec stay inside the folder of the submission.
enum PathOutside {
  static let rule = RuleDescription(
    code: "GL031", name: "path-outside-submission",
    summary: "Paths of a spec stay inside the folder of the submission.",
    explanation: """
      A spec is judged on other machines than the one it was written on, and by people who do not trust it. An \
      absolute path, a `..`, or a symbolic link that leads out of the folder would read files that are not part \
      of the submission, so each is refused. Copy what is needed into the folder and name it relative to the \
      spec.
      """,
    failing: """
      prompts: {file: ../prompts.txt}
      """,
    passing: """
      prompts: {file: prompts.txt}
      """,
    help: "copy the file into the folder of the submission and name it relative to the spec")

  static func report(_ path: String, why: String, at field: Field) {
    field.report(rule, "`\(field.path)` is `\(path.shownInMessage)`, which \(why)")
  }
}
