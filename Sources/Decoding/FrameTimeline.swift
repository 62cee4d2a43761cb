import Media
import Quantities

/// Collects the time stamps of decoded frames, in units of the stream's time base, and says what they amount to.
struct FrameTimeline {
  private let timeBase: Rational
  private var first: Int64?
  private var last: Int64?
  private var lastDuration: Int64 = 0
  private var intervals: [Int64] = []
  private var untimed = 0
  private var isMonotonic = true

  /// An empty timeline; `timeBase` is the seconds of one unit.
  init(timeBase: Rational) { self.timeBase = timeBase }

  /// Adds the next frame in presentation order; `duration` is 0 where unknown.
  mutating func add(time: Int64?, duration: Int64) {
    guard let time else {
      untimed += 1
      return
    }
    if let last {
      let (interval, overflow) = time.subtractingReportingOverflow(last)
      intervals.append(overflow ? 0 : interval)
      if overflow || interval <= 0 { isMonotonic = false }
    } else {
      first = time
    }
    last = time
    lastDuration = duration
  }

  /// Writes the facts of all frames added so far.
  func describe(_ facts: inout DecodedVideo) {
    facts.untimedFrames = untimed
    facts.isMonotonic = isMonotonic
    guard let first, let last else { return }
    facts.firstTime = inSeconds(first)
    facts.lastTime = inSeconds(last)
    let (length, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow else { return }
    let sorted = intervals.sorted()
    facts.shortestInterval = sorted.first.flatMap(inSeconds)
    facts.longestInterval = sorted.last.flatMap(inSeconds)
    let tail = lastDuration > 0 ? lastDuration : sorted.isEmpty ? nil : sorted[sorted.count / 2]
    if let tail, tail > 0, length >= 0 {
      let (units, overflow) = length.addingReportingOverflow(tail)
      if !overflow { facts.span = inSeconds(units) }
    }
    if length > 0 {
      facts.frameRate = inSeconds(length)?.reciprocal
        .flatMap { $0.multiplied(by: Rational(Int64(intervals.count))) }.flatMap(FrameRate.init)
    }
  }

  private func inSeconds(_ units: Int64) -> Rational? {
    units == .min ? nil : Rational(units).multiplied(by: timeBase)
  }
}
