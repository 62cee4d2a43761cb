import Findings

/// How text for people is laid out.
public struct TextStyle: Sendable, Hashable {
  /// Whether to colour with ANSI escapes.
  public var color: Bool
  /// Columns of the terminal, at least 40.
  public var width: Int
  /// Most lines of a list before the rest is counted; nil shows everything.
  public var rows: Int?

  /// Makes a style.
  public init(color: Bool = false, width: Int = 100, rows: Int? = 20) {
    self.color = color
    self.width = max(40, width)
    self.rows = rows
  }

  /// The few emphases reports use.
  enum Emphasis: String {
    case strong = "1", faint = "2", red = "31", green = "32", yellow = "33", cyan = "36", strongRed = "1;31"
  }

  /// `text` in `emphasis` where colour is on; `text` must be neutralised already.
  func paint(_ text: String, _ emphasis: Emphasis) -> String {
    color && !text.isEmpty ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// `text` in the colour of a severity.
  func paint(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: paint(text, .strongRed)
    case .warning: paint(text, .yellow)
    case .note: paint(text, .cyan)
    }
  }
}
