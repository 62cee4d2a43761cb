import Findings

/// YAML anchors (`&name`) and aliases (`*name`) are not used.
enum AnchorOrAlias {
  static let rule = RuleDescription(
    code: "GL006", name: "yaml-anchor-or-alias",
    summary: "YAML anchors (`&name`) and aliases (`*name`) are not used.",
    explanation: """
      An alias repeats a node that was anchored elsewhere, so a few hundred bytes can stand for gigabytes, and \
      what a line says depends on another line. Nothing is expanded: the anchor or alias itself is refused. \
      Write the value out where it is used. A text that begins with `*` or `&` needs quotes.
      """,
    failing: """
      env: &common {A: 1}
      """,
    passing: """
      env: {A: "1"}
      """,
    help: "write the value out; put quotes around a text that begins with `*` or `&`")

  static func anchor(_ name: String, at range: TextRange, in source: SourceText) -> Finding {
    source.finding(rule, "the anchor `&\(name.shownInMessage)` is not allowed", at: range)
  }

  static func alias(_ name: String, at range: TextRange, in source: SourceText) -> Finding {
    source.finding(rule, "the alias `*\(name.shownInMessage)` is not allowed", at: range)
  }
}
