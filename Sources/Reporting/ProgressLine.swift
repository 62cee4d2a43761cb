import Quantities

/// How far a job is; a value that the command updates and a line that shows it.
public struct ProgressState: Sendable, Hashable {
  /// Samples that are finished.
  public var done: Int
  /// Samples in all.
  public var total: Int
  /// Finished samples that are not good.
  public var failed: Int
  /// Seconds since the start.
  public var elapsed: Double
  /// Samples that were finished before the start (a resumed run); they count as done but not for the rate.
  public var resumed: Int
  /// What is being done now: a sample's id, or a step.
  public var current: String?

  /// Makes a state.
  public init(
    done: Int, total: Int, failed: Int = 0, elapsed: Double, resumed: Int = 0, current: String? = nil
  ) {
    self.done = done
    self.total = total
    self.failed = failed
    self.elapsed = elapsed
    self.resumed = resumed
    self.current = current
  }

  /// Samples a second since the start; nil before the first is finished.
  public var rate: Double? {
    let fresh = done - resumed
    return fresh > 0 && elapsed > 0 ? Double(fresh) / elapsed : nil
  }

  /// Seconds left at this rate; nil before there is one.
  public var remaining: Double? { rate.map { Double(max(0, total - done)) / $0 } }
}

/// The text of progress: one line redrawn in place on a terminal, plain lines elsewhere.
public enum ProgressLine {
  /// `[######--------]  12/32  2 failed  1.3/s  14 s left  0012`, at most `style.width` columns, without a line break.
  public static func terminal(_ state: ProgressState, style: TextStyle) -> String {
    let length = min(20, max(8, style.width / 5))
    let share = state.total > 0 ? Double(min(state.done, state.total)) / Double(state.total) : 0
    let filled = Int((share * Double(length)).rounded(.down))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: length - filled)
    var line = "[\(bar)]  " + facts(state).joined(separator: "  ")
    if let current = state.current { line += "  " + DisplayText.neutralised(current) }
    return DisplayText.cut(line, to: style.width)
  }

  /// `12/32  2 failed  1.3/s  14 s left  0012`, for logs, without a line break.
  public static func plain(_ state: ProgressState) -> String {
    let current = state.current.map { [DisplayText.neutralised($0)] } ?? []
    return (facts(state) + current).joined(separator: "  ")
  }

  private static func facts(_ state: ProgressState) -> [String] {
    var facts = ["\(state.done)/\(state.total)"]
    if state.failed > 0 { facts.append("\(state.failed) failed") }
    if let rate = state.rate {
      facts.append(rate >= 1 ? "\(rate.decimal(places: 1))/s" : "\(Figures.seconds(1 / rate)) each")
    }
    if state.done < state.total, let remaining = state.remaining {
      facts.append("\(Figures.seconds(remaining)) left")
    } else if state.done >= state.total {
      facts.append("done in \(Figures.seconds(state.elapsed))")
    }
    return facts
  }
}
