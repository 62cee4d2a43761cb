public import Findings

/// The catalogue of rules for people: docs/rules.md, the list and the explanation that `genlock explain` prints.
///
/// Every function takes the list, because each module owns its rules and only the command knows them all.
public enum RulesDocument {
  /// docs/rules.md: a table of all rules and a section for each, ordered by code.
  public static func markdown(_ rules: [RuleDescription]) -> String {
    let rules = rules.sorted { $0.code < $1.code }
    let rows = rules.map { rule in
      "| [\(rule.code)](#\(anchor(rule))) | \(rule.name) | \(rule.severity.rawValue) | \(rule.summary.replacing("|", with: "\\|")) |"
    }
    return """
      # Rules

      Every finding carries the code of its rule. Codes are stable and never reused. `genlock explain CODE` prints a
      section of this page; a track may move a rule to another severity or switch it off. An error rejects, a warning
      does not, a note informs. This page is generated from the rules themselves.

      | code | name | severity | asks for |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      \(rules.map(section).joined(separator: "\n"))
      """
  }

  /// One rule's section of docs/rules.md, ending in a line break.
  public static func section(_ rule: RuleDescription) -> String {
    var text = """
      ## \(rule.code) \(rule.name)

      **\(rule.summary)** Severity: \(rule.severity.rawValue). Fault: \(rule.fault.rawValue).

      \(rule.explanation)

      Breaks it:\(example(rule.failing))

      Keeps it:\(example(rule.passing))

      """
    if let help = rule.help { text += "\nTo mend it: \(help).\n" }
    return text
  }

  /// What `genlock explain CODE` prints.
  public static func explanation(_ rule: RuleDescription, style: TextStyle) -> String {
    let wrap = { (text: String, indent: String) -> [String] in
      text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
        paragraph.isEmpty
          ? [""] : DisplayText.wrapped(String(paragraph), to: style.width - indent.count).map { indent + $0 }
      }
    }
    var lines = [
      style.paint("\(rule.code) \(rule.name)", .strong) + " (" + style.paint(rule.severity.rawValue, rule.severity)
        + ", fault: \(rule.fault.rawValue))", "",
    ]
    lines += wrap(rule.summary, "") + [""] + wrap(rule.explanation, "") + [""]
    for (label, emphasis, text) in [("Breaks it:", .red, rule.failing), ("Keeps it:", .green, rule.passing)]
      as [(String, TextStyle.Emphasis, String)]
    {
      lines.append(style.paint(label, emphasis))
      lines += text.contains("\n") ? text.split(separator: "\n").map { "  " + $0 } : wrap(text, "  ")
    }
    if let help = rule.help { lines += [style.paint("To mend it:", .cyan)] + wrap(help, "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What `genlock explain` prints without a code: a line a rule, ordered by code.
  public static func list(_ rules: [RuleDescription], style: TextStyle) -> String {
    var table = TextTable(columns: [
      .init(title: "code"), .init(title: "severity"), .init(title: "name"),
      .init(title: "asks for", leastWidth: 20, priority: 1),
    ])
    table.rows = rules.sorted { $0.code < $1.code }.map { rule in
      [.init(rule.code.rawValue), .init(rule.severity.rawValue), .init(rule.name), .init(rule.summary)]
    }
    return table.lines(style: style, indent: 0).joined(separator: "\n") + "\n"
  }

  /// An example of one line as prose, a longer one as a block.
  private static func example(_ text: String) -> String {
    text.contains("\n") ? "\n\n```text\n\(text)\n```" : " " + text
  }

  private static func anchor(_ rule: RuleDescription) -> String {
    "\(rule.code.rawValue.lowercased())-\(rule.name)"
  }
}
