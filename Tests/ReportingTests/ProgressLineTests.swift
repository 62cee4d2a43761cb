import Reporting
import Testing

/// Progress as text.
struct ProgressLineTests {
  struct Moment: CustomTestStringConvertible, Sendable {
    var testDescription: String { plain }
    var state: ProgressState
    var plain: String
  }

  @Test(arguments: [
    Moment(state: ProgressState(done: 0, total: 32, elapsed: 0), plain: "0/32"),
    Moment(state: ProgressState(done: 0, total: 0, elapsed: 0), plain: "0/0  done in 0 ms"),
    Moment(
      state: ProgressState(done: 12, total: 32, failed: 2, elapsed: 9, current: "0012"),
      plain: "12/32  2 failed  1.3/s  15 s left  0012"),
    Moment(
      state: ProgressState(done: 3, total: 10, elapsed: 360), plain: "3/10  2 min each  14 min left"),
    Moment(
      state: ProgressState(done: 30, total: 32, elapsed: 4, resumed: 28), plain: "30/32  2 s each  4 s left"),
    Moment(state: ProgressState(done: 32, total: 32, elapsed: 64), plain: "32/32  2 s each  done in 1m04s"),
    Moment(
      state: ProgressState(done: 1, total: 2, elapsed: 1, current: "\u{1B}[2J\n"), plain: "1/2  1/s  1 s left  ␛[2J␊"),
  ])
  func saysHowFarAndHowLong(_ moment: Moment) {
    #expect(ProgressLine.plain(moment.state) == moment.plain)
  }

  @Test func drawsABarOnATerminal() {
    let state = ProgressState(done: 12, total: 32, failed: 2, elapsed: 9, current: "0012 a stick hits a drum")
    #expect(
      ProgressLine.terminal(state, style: TextStyle(width: 80))
        == "[######----------]  12/32  2 failed  1.3/s  15 s left  0012 a stick hits a drum")
  }

  @Test(arguments: [40, 60, 80]) func neverExceedsTheTerminal(_ width: Int) {
    let state = ProgressState(
      done: 123_456, total: 654_321, failed: 777, elapsed: 1e5, current: String(repeating: "太鼓", count: 50))
    #expect(DisplayText.width(ProgressLine.terminal(state, style: TextStyle(width: width))) <= width)
  }

  @Test func countsBeyondTheTotalDoNotBreakTheBar() {
    let line = ProgressLine.terminal(ProgressState(done: 5, total: 3, elapsed: 1), style: TextStyle(width: 40))
    #expect(line.hasPrefix("[########]  5/3"))
  }
}
