import Evaluation
import Scoring
import TestSupport
import Testing

@testable import Reporting

/// Plots as files: whole documents, safe names.
struct PlotTests {
  private static let hostile = "\u{1B}]0;x\u{7}<script>&\"'</svg>\u{202E}\u{0}\u{FFFF}太鼓"

  @Test func looksLikeThis() throws {
    let shift = try #require(ShiftPlot().render(ExampleResults.complete))
    #expect(Snapshot.difference(shift, "shift.svg", in: "ReportingTests") == nil)
    let timeline = TimelinePlot().render(ExampleInsight.timeline, metric: "av-align@svg-2024")
    #expect(Snapshot.difference(timeline, "timeline.svg", in: "ReportingTests") == nil)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var apply: @Sendable (inout AlignmentInsight) -> Void
  }

  @Test(arguments: [
    Case(testDescription: "as it is") { _ in },
    Case(testDescription: "a hostile sample id") { $0.timelines[0].sample = hostile },
    Case(testDescription: "a sample id of 4,000 characters") {
      $0.timelines[0].sample = String(repeating: "long", count: 1000)
    },
    Case(testDescription: "no chance level") { $0.chance = nil },
    Case(testDescription: "no gain") { $0.shift?.gain = nil },
    Case(testDescription: "a curve without any value") { insight in
      for index in insight.shift?.points.indices ?? 0..<0 { insight.shift?.points[index].value = nil }
      insight.shift?.best.value = nil
    },
    Case(testDescription: "a curve of nothing but 0") { insight in
      for index in insight.shift?.points.indices ?? 0..<0 { insight.shift?.points[index].value = 0 }
      insight.shift?.best.value = 0
    },
    Case(testDescription: "no points") { $0.shift?.points = [] },
    Case(testDescription: "the best offset at the end") {
      $0.shift?.best = .init(milliseconds: 500, value: 0.5)
    },
    Case(testDescription: "no flow, no events") {
      $0.timelines[0] = AlignmentTimeline(sample: "x", value: nil, flow: [], frameRate: 8, peaks: [], onsets: [])
    },
    Case(testDescription: "a still clip") { $0.timelines[0].flow = [Double](repeating: 0, count: 32) },
    Case(testDescription: "flow that is not finite") { $0.timelines[0].flow = [.nan, .infinity, -.infinity, 1e300] },
    Case(testDescription: "a frame rate of next to nothing") { $0.timelines[0].frameRate = 1e-300 },
    Case(testDescription: "a frame rate beyond reason") { $0.timelines[0].frameRate = 1e9 },
    Case(testDescription: "an hour of frames") {
      $0.timelines[0].flow = (0..<86_400).map { Double($0 % 7) }
    },
    Case(testDescription: "an onset long after the picture") {
      $0.timelines[0].onsets.append(.init(time: 9.5, isMatched: false))
    },
  ])
  func everyPlotIsWellFormed(example: Case) throws {
    var result = try ExampleResults.run()
    var insight = ExampleInsight.insight
    example.apply(&insight)
    result.scores[0].insight = insight
    let files = PlotFile.all(of: result)
    #expect(files.count == 2)
    for file in files {
      #expect(XMLChecker.mistake(in: file.text) == nil)
      #expect(file.text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" "))
      #expect(!file.text.contains("script>"))
      #expect(!file.text.contains("nan") && !file.text.contains("inf"))
      #expect(file.text.utf8.count < 4_000_000)
      #expect(file.name.utf8.count < 200)
      #expect(file.name.wholeMatch(of: /[A-Za-z0-9._%-]+\.svg/) != nil)
    }
    #expect(files == PlotFile.all(of: result))
  }

  @Test func everyTextOfASampleIsShownInert() throws {
    var timeline = ExampleInsight.timeline
    timeline.sample = Self.hostile
    var checker = XMLChecker(TimelinePlot().render(timeline, metric: "av-align@svg-2024"))
    #expect(checker.check() == nil)
    #expect(checker.texts.contains { $0.contains("&lt;script&gt;&amp;&quot;") && $0.contains("太鼓") })
    #expect(!checker.elements.contains("script"))
  }

  @Test func namesAreThoseOfTheMetricAndTheSamples() throws {
    var result = try ExampleResults.run()
    #expect(PlotFile.all(of: result).map(\.name) == ["shift-av-align_svg-2024.svg", "timeline-0000.svg"])
    result.scores[0].id.variants = ["mp4audio"]
    result.scores[0].insight?.timelines[0].sample = "../a b@%"
    #expect(
      PlotFile.all(of: result).map(\.name) == ["shift-av-align_svg-2024_mp4audio.svg", "timeline-..%2Fa%20b%40%25.svg"])
  }

  @Test func longIdsThatDifferStayDifferent() {
    let long = String(repeating: "x", count: 300)
    #expect(PlotFile.safe(long + "a") != PlotFile.safe(long + "b"))
    #expect(PlotFile.safe(long).utf8.count < 160)
  }

  @Test func withoutAnAlignmentScoreThereIsNothingToPlot() throws {
    #expect(PlotFile.all(of: ExampleResults.lint()) == [])
    #expect(PlotFile.all(of: try ExampleResults.score()) == [])
  }

  @Test func theCheckerWouldNotice() {
    for broken in [
      "<a>", "<a></b>", "<a>&</a>", "<a>\u{1}</a>", "<a b=c/>", "<a/><b/>", "<a>></a>", "<a b=\"<\"/>", "x<a/>", "<a",
    ] {
      #expect(XMLChecker.mistake(in: broken) != nil, "\(broken)")
    }
    #expect(XMLChecker.mistake(in: "<a b=\"c\">d &amp; e<f/></a>\n") == nil)
  }
}

struct PlotAxisTests {
  @Test(arguments: [
    (0.0, 0.4, [0, 0.1, 0.2, 0.3, 0.4]), (-500, 500, [-500, 0, 500]), (0, 4, [0, 1, 2, 3, 4]),
    (0, 0.93, [0, 0.2, 0.4, 0.6, 0.8]), (0, 0, [0]),
  ])
  func ticksAreRound(low: Double, high: Double, expected: [Double]) {
    let ticks = PlotAxis(values: low...high, pixels: (0, 1)).ticks(most: low < 0 ? 2 : 5)
    #expect(ticks.count == expected.count)
    #expect(zip(ticks, expected).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test(arguments: [0, 1e-7, 0.3, 1, 17, 5e5, 1e300, -1, .nan, .infinity]) func anAxisEndsOnATick(highest: Double) {
    let axis = PlotAxis.fromZero(to: highest, pixels: (100, 0))
    let ticks = axis.ticks(most: 5)
    #expect((2...6).contains(ticks.count))
    #expect(abs((ticks.last ?? 0) / axis.values.upperBound - 1) < 1e-9)
    #expect(axis(0) == 100 && axis(axis.values.upperBound) == 0)
  }
}
