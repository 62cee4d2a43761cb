import Findings
import PositionedYAML

/// A spec says where the model is.
enum NothingToRun {
  static let rule = RuleDescription(
    code: "GL036", name: "nothing-to-run",
    summary: "A spec says where the model is.",
    explanation: """
      Either `archive` or `directory` brings the files of the model, or an image of its own (`image`, `build` or \
      `rootfs`) holds them. With neither, the command would run in a bare system that does not have the model.
      """,
    failing: """
      model: {image: host, command: [python3, generate.py, \"{output}\"]}
      """,
    passing: """
      model: {directory: model, image: host, command: [python3, generate.py, \"{output}\"]}
      """,
    help: "add `archive: model.tar.zst` or `directory: ./model`")

  static func report(at field: Field) {
    field.report(rule, "`model` has neither `archive` nor `directory`, and the image `host` holds no model")
  }
}
