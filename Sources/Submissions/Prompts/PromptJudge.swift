import Findings
import PositionedYAML
import Tracks

/// Makes prompts of rows, judging ids, texts and seeds and telling where each row stands.
struct PromptJudge {
  /// Where a row's finding points.
  typealias Report = (_ row: PromptRow, _ rule: RuleDescription, _ message: String) -> Void

  /// Whether a text is needed; elsewhere it may be missing.
  let needsText: Bool
  /// Names a row for people: `line 7`, `element 3`.
  let place: (PromptRow) -> String
  /// The prompts; rows with findings are left out, and the reading is refused by their findings.
  func prompts(of rows: [PromptRow], report: Report) -> [Prompt] {
    var seen: [String: PromptRow] = [:]
    var prompts: [Prompt] = []
    let width = max(4, String(max(0, rows.count - 1)).count)
    for (index, row) in rows.enumerated() {
      let number = String(index)
      let id = row.id ?? String(repeating: "0", count: width - number.count) + number
      guard PromptID.isSafe(id) else {
        report(row, PromptID.rule, PromptID.message(id))
        continue
      }
      if let first = seen.updateValue(row, forKey: id.lowercased()) {
        report(row, PromptIDRepeated.rule, PromptIDRepeated.message(id, first: place(first)))
        continue
      }
      let text = row.prompt.flatMap { $0.isEmpty && !needsText ? nil : $0 }
      if let text, let problem = PromptText.problem(text) {
        report(row, PromptText.rule, problem)
        continue
      }
      var seed: UInt32?
      if let written = row.seed, !written.isEmpty {
        seed = UInt32(written)
        guard seed != nil else {
          report(row, PromptList.rule, "the seed `\(written.shownInMessage)` is not a whole number of 0 to 4294967295")
          continue
        }
      }
      prompts.append(Prompt(id: id, text: text, seed: seed, audio: row.audio))
    }
    return prompts
  }
}
