import Evaluation
import Sandbox

/// The lines about confinement: what was held, what was only seen, what could not be had.
struct SandboxLines {
  let style: TextStyle

  func lines(_ report: SandboxReport) -> [String] {
    var lines: [String] = []
    if !report.abilities.isolation.isEmpty {
      lines.append("isolation: " + report.abilities.isolation.joined(separator: ", "))
    }
    for ability in [EngineAbilities.Ability.enforced, .observed, .unavailable] {
      let names = report.abilities.limits.filter { $0.value == ability }.keys.sorted().map(\.rawValue)
      guard !names.isEmpty else { continue }
      let words =
        switch ability {
        case .enforced: "enforced"
        case .observed: "observed, not enforced"
        case .unavailable: "not enforced"
        }
      lines.append("\(words): " + names.joined(separator: ", "))
    }
    let plain = lines.flatMap { hanging($0, emphasis: .faint) }
    return plain + report.abilities.caveats.flatMap { hanging("caveat: " + $0, emphasis: .yellow) }
  }

  private func hanging(_ text: String, emphasis: TextStyle.Emphasis) -> [String] {
    DisplayText.wrapped(DisplayText.neutralised(text), to: style.width - 4).enumerated().map { index, line in
      (index == 0 ? "  " : "    ") + style.paint(line, emphasis)
    }
  }
}
