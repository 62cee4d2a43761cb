public import Findings
import Quantities

/// Findings the way compilers print them: place, severity, code and message, the source line with a caret, the help.
///
///     submission.yaml:7:3: error[GL012]: unknown key `comand`
///       7 |   comand: [python3, generate.py]
///         |   ^~~~~~
///       help: did you mean `command`?
public struct FindingRenderer: Sendable {
  private let style: TextStyle

  /// Makes a renderer.
  public init(style: TextStyle = TextStyle()) {
    self.style = style
  }

  /// All `findings` in order, each followed by a line break, and a line that counts them; empty for none.
  public func render(_ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return "" }
    return findings.map(render).joined() + summary(findings) + "\n"
  }

  /// One finding over one to four lines, each ending in a line break.
  public func render(_ finding: Finding) -> String {
    var place = Self.place(of: finding.location)
    if !place.isEmpty { place += ": " }
    let label = style.paint("\(finding.severity.rawValue)[\(finding.rule)]", finding.severity)
    var text = style.paint(place, .strong) + label + ": " + DisplayText.neutralised(finding.message) + "\n"
    if let excerpt = finding.excerpt {
      text += caret(excerpt, line: finding.location.position?.line)
    }
    if let help = finding.help {
      text += "  " + style.paint("help:", .cyan) + " " + DisplayText.neutralised(help) + "\n"
    }
    return text
  }

  /// `3 errors, 1 warning`.
  public func summary(_ findings: [Finding]) -> String {
    Severity.allCases.sorted(by: >).compactMap { severity in
      let count = findings.count { $0.severity == severity }
      guard count > 0 else { return nil }
      return style.paint(counted(count, severity.rawValue), severity)
    }.joined(separator: ", ")
  }

  /// The place as `file:line:column`, with archive entry, stream and time where they are known.
  static func place(of location: Location) -> String {
    var place =
      location.file.map { DisplayText.neutralised($0) } ?? location.sample.map { DisplayText.neutralised($0) } ?? ""
    if let position = location.position { place += ":\(position.line):\(position.column)" }
    if let entry = location.entry { place += place.isEmpty ? "" : "!"; place += DisplayText.neutralised(entry) }
    if let stream = location.stream { place += " [\(DisplayText.neutralised(stream))]" }
    if let time = location.time { place += " at \(time.fixed(places: 3)) s" }
    return place
  }

  private func caret(_ excerpt: SourceExcerpt, line: Int?) -> String {
    let number = line.map(String.init) ?? ""
    let gutter = style.paint("  \(number) | ", .faint)
    let below = style.paint("  " + String(repeating: " ", count: number.count) + " | ", .faint)
    let scalars = Array(excerpt.line.unicodeScalars)
    let start = max(0, min(excerpt.column - 1, scalars.count))
    let end = max(start, min(start + excerpt.length, scalars.count))
    // Stand-ins are longer than what they replace, so the caret is placed by what is shown.
    let shown = { (range: Range<Int>) in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return DisplayText.neutralised(String(view).replacing("\t", with: " "))
    }
    let before = shown(0..<start)
    let marked = shown(start..<end)
    let marks = "^" + String(repeating: "~", count: max(0, DisplayText.width(marked) - 1))
    let source = clipped(before: before, marked: marked, after: shown(end..<scalars.count))
    let padding = String(repeating: " ", count: source.offset)
    return gutter + source.text + "\n" + below + padding + style.paint(String(marks.prefix(source.room)), .red) + "\n"
  }

  /// A source line that fits the width: what stands before a far caret is cut at its left.
  private func clipped(before: String, marked: String, after: String) -> (text: String, offset: Int, room: Int) {
    let room = max(20, style.width - 12)
    var before = before
    if DisplayText.width(before) > room / 2 {
      var tail = ""
      for character in before.reversed() {
        guard DisplayText.width(tail) + DisplayText.width(of: character) <= room / 2 - 1 else { break }
        tail.insert(character, at: tail.startIndex)
      }
      before = "…" + tail
    }
    let offset = DisplayText.width(before)
    return (DisplayText.cut(before + marked + after, to: room), offset, max(1, room - offset))
  }
}

/// `1 error`, `3 errors`.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
}
