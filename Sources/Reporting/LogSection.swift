import Evaluation
import Sandbox

/// The last words of models that failed: the end of standard error, or of standard output where that is empty.
struct LogSection {
  let style: TextStyle
  private let mostSamples = 2
  private let mostLines = 6

  /// A block for the first failed sample of each outcome, two at most.
  func lines(_ result: EvaluationResult) -> [String] {
    var seen: Set<String> = []
    var blocks: [[String]] = []
    for sample in result.samples {
      guard blocks.count < mostSamples, let record = sample.record, record.outcome != .completed else { continue }
      guard seen.insert(record.outcome.label).inserted else { continue }
      let (name, tail) = lastWords(of: record)
      let detail = record.detail.map { ["  " + DisplayText.neutralised($0)] } ?? []
      guard !tail.isEmpty || !detail.isEmpty else { continue }
      let title = "\(DisplayText.neutralised(sample.id)) \(record.outcome.label)"
      let heading = tail.isEmpty ? title : "\(title), end of its \(name):"
      blocks.append([style.paint(heading, .strong)] + detail + tail.map { style.paint("  | ", .faint) + $0 })
    }
    return blocks.flatMap { $0 }
  }

  private func lastWords(of record: InvocationRecord) -> (name: String, lines: [String]) {
    let errors = lastLines(of: record.standardError)
    if !errors.isEmpty { return ("standard error", errors) }
    return ("standard output", lastLines(of: record.standardOutput))
  }

  private func lastLines(of log: CapturedLog) -> [String] {
    let bytes = log.tail.isEmpty ? log.head : log.tail
    // Six lines never need more than this much of the end, whatever the line breaks.
    let end = bytes.suffix(mostLines * 2048)
    let lines = end.split { $0 == 0x0A || $0 == 0x0D }.suffix(mostLines)
    return lines.map { DisplayText.cut(DisplayText.neutralised(bytes: $0), to: style.width - 4) }
  }
}
