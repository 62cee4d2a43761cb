import Evaluation
import Findings

/// Findings: those of the spec and the bundle one by one, those of samples grouped by rule.
struct FindingSection {
  let style: TextStyle

  /// Findings of one rule at one severity.
  private struct Group {
    var severity: Severity
    var rule: RuleCode
    var findings: [Finding]
  }

  func lines(_ result: EvaluationResult) -> [String] {
    var lines = result.findings.flatMap { finding in
      FindingRenderer(style: style).render(finding).split(separator: "\n").map(String.init)
    }
    let groups = grouped(result.samples)
    if !lines.isEmpty, !groups.isEmpty { lines.append("") }
    for group in groups { lines += text(of: group) }
    return lines
  }

  /// Groups with errors first, then by code; findings keep the order of the samples.
  private func grouped(_ samples: [SampleResult]) -> [Group] {
    var groups: [Group] = []
    for sample in samples {
      for finding in sample.findings {
        var finding = finding
        if finding.location.sample == nil { finding = finding.sited(in: sample.id) }
        if let index = groups.firstIndex(where: { $0.severity == finding.severity && $0.rule == finding.rule }) {
          groups[index].findings.append(finding)
        } else {
          groups.append(Group(severity: finding.severity, rule: finding.rule, findings: [finding]))
        }
      }
    }
    return groups.sorted { ($0.severity, $1.rule) > ($1.severity, $0.rule) }
  }

  private func text(of group: Group) -> [String] {
    let samples = Set(group.findings.compactMap(\.location.sample)).count
    let label = style.paint("\(group.severity.rawValue)[\(group.rule)]", group.severity)
    var lines = ["\(label) in \(counted(samples, "sample"))"]
    var messages: [(text: String, samples: [String])] = []
    for finding in group.findings {
      let sample = finding.location.sample ?? ""
      if let index = messages.firstIndex(where: { $0.text == finding.message }) {
        if messages[index].samples.last != sample { messages[index].samples.append(sample) }
      } else {
        messages.append((finding.message, [sample]))
      }
    }
    let most = style.rows.map { max(1, $0 / 4) } ?? messages.count
    for message in messages.prefix(most) { lines += text(of: message.text, samples: message.samples) }
    if messages.count > most {
      lines.append("  " + style.paint("and \(counted(messages.count - most, "more message"))", .faint))
    }
    var helps: [String] = []
    for help in group.findings.compactMap(\.help) where !helps.contains(help) { helps.append(help) }
    if let help = helps.first { lines += hanging("help: " + DisplayText.neutralised(help), first: "  ") }
    return lines
  }

  private func text(of message: String, samples: [String]) -> [String] {
    let most = style.rows == nil ? samples.count : 4
    var names = samples.prefix(most).map { DisplayText.cutMiddle(DisplayText.neutralised($0), to: 40) }.joined(
      separator: ", ")
    if samples.count > most { names += " and \(samples.count - most) more" }
    return hanging("\(names): \(DisplayText.neutralised(message))", first: "  ")
  }

  private func hanging(_ text: String, first: String) -> [String] {
    DisplayText.wrapped(text, to: style.width - 6).enumerated().map { ($0 == 0 ? first : "      ") + $1 }
  }
}

extension Finding {
  /// The same finding with its sample named.
  fileprivate func sited(in sample: String) -> Finding {
    var place = location
    place.sample = sample
    return Finding(code: rule, severity: severity, fault: fault, message: message, location: place, help: help)
  }
}
