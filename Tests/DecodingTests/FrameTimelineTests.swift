import Media
import Quantities
import Testing

@testable import Decoding

struct FrameTimelineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let times: [Int64?]
    let duration: Int64
    let span: Rational?
    let rate: Rational?
    let shortest: Rational?
    let longest: Rational?
    let isMonotonic: Bool
    let untimed: Int
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "constant rate", times: [0, 2, 4, 6], duration: 2, span: Rational(1), rate: Rational(4),
      shortest: Rational(1, 4), longest: Rational(1, 4), isMonotonic: true, untimed: 0),
    Case(
      name: "variable rate without durations takes the median interval for the last", times: [0, 1, 2, 6],
      duration: 0, span: Rational(7, 8), rate: Rational(4), shortest: Rational(1, 8), longest: Rational(1, 2),
      isMonotonic: true, untimed: 0),
    Case(
      name: "times that run back", times: [0, 4, 2, 6], duration: 2, span: Rational(1), rate: Rational(4),
      shortest: Rational(-1, 4), longest: Rational(1, 2), isMonotonic: false, untimed: 0),
    Case(
      name: "a single frame without duration has no span", times: [8], duration: 0, span: nil, rate: nil,
      shortest: nil, longest: nil, isMonotonic: true, untimed: 0),
    Case(
      name: "frames without times are counted, not guessed", times: [nil, 0, nil, 8], duration: 8,
      span: Rational(2), rate: Rational(1), shortest: Rational(1), longest: Rational(1), isMonotonic: true,
      untimed: 2),
    Case(
      name: "times at the ends of the number range do not trap", times: [.min + 1, .max], duration: 1, span: nil,
      rate: nil, shortest: nil, longest: nil, isMonotonic: false, untimed: 0),
  ]

  @Test(arguments: cases)
  func timesBecomeFacts(_ test: Case) {
    var timeline = FrameTimeline(timeBase: Rational(1, 8) ?? .zero)
    for time in test.times { timeline.add(time: time, duration: test.duration) }
    var facts = DecodedVideo(frameCount: test.times.count, width: 1, height: 1)
    timeline.describe(&facts)
    #expect(facts.span == test.span)
    #expect(facts.frameRate?.framesPerSecond == test.rate)
    #expect(facts.shortestInterval == test.shortest)
    #expect(facts.longestInterval == test.longest)
    #expect(facts.isMonotonic == test.isMonotonic)
    #expect(facts.untimedFrames == test.untimed)
  }
}
