import ArgumentParser
import Reporting

/// `genlock explain`: what a rule's code means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a finding's code: what the rule asks for, why, and how to mend it.",
    discussion: """
      Without a code, every rule is listed.

      Example: genlock explain GL203
      """)

  @Argument(help: "A rule's code or name.")
  var code: String?

  @OptionGroup var output: TextOptions

  func run() throws {
    guard let code else {
      try Console.printData(RulesDocument.list(RuleCatalogue.all, style: output.style))
      return
    }
    guard let rule = RuleCatalogue.rule(code) else {
      throw CommandFailure(.usage, "there is no rule \(code)", help: "`genlock explain` lists all of them")
    }
    try Console.printData(RulesDocument.explanation(rule, style: output.style))
  }
}
