import Evaluation
import Glibc
import Quantities
import Reporting

/// Shows a job's progress on standard error: one line that is redrawn on a terminal, plain lines elsewhere.
final class ProgressDisplay: JobObserver {
  private let isTerminal: Bool
  private let isQuiet: Bool
  private let verb: String
  private let start = ContinuousClock.now
  private var lineIsOpen = false
  private var failed = 0
  /// How many samples were finished before this process began.
  private var first: Int?

  /// - Parameter verb: what is done to a sample: `running`, `judging`.
  init(verb: String, quiet: Bool) {
    self.verb = verb
    isQuiet = quiet
    isTerminal = Console.isTerminal(STDERR_FILENO) && Console.environment("CI") == nil
  }

  func sampleBegins(_ id: String, done: Int, total: Int) {
    first = first ?? done
    if isTerminal { redraw(state(done: done, total: total, current: id)) }
  }

  func sampleEnds(_ sample: SampleResult, done: Int, total: Int) {
    first = first ?? done - 1
    if !sample.isAccepted { failed += 1 }
    guard !isQuiet else { return }
    let state = state(done: done, total: total, current: sample.id)
    if isTerminal {
      redraw(state)
      if done == total { finish() }
    } else {
      Console.printLine("\(verb) \(ProgressLine.plain(state))")
    }
  }

  func notice(_ text: String) {
    guard !isQuiet else { return }
    finish()
    Console.printLine("note: \(DisplayText.neutralised(text))")
  }

  /// Clears the terminal's line.
  func finish() {
    if lineIsOpen { Console.printRaw("\r\u{1b}[K") }
    lineIsOpen = false
  }

  private func state(done: Int, total: Int, current: String?) -> ProgressState {
    ProgressState(
      done: done, total: total, failed: failed, elapsed: start.duration(to: .now).inSeconds, resumed: first ?? 0,
      current: current)
  }

  private func redraw(_ state: ProgressState) {
    guard !isQuiet else { return }
    Console.printRaw("\r\(ProgressLine.terminal(state, style: TextStyle(color: false, width: Console.width)))\u{1b}[K")
    lineIsOpen = true
  }
}
