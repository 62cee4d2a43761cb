import Features
import FoundationEssentials
import Reporting
import Scoring
import TestSupport
import Testing

/// The plots in docs/metrics are what the program draws today.
struct DocumentPlotTests {
  private static let folder = TestData.packageRoot + "/docs/metrics"

  @Test func theTimelineIsThatOfAFixtureClip() throws {
    let file = TestData.fixtures("ParityTests") + "/reference.json"
    let clip = try #require(try Self.read(Fixtures.self, file).clips["canonical"])
    let score = try Self.score(["canonical": clip.trace])
    let timeline = try #require(score.insight?.timelines.first)
    let plot = TimelinePlot().render(timeline, metric: score.id.description)
    #expect(Snapshot.difference(plot, file: Self.folder + "/av-align-timeline.svg") == nil)
  }

  @Test(.enabled(if: TestData.isAvailable, "needs the shared test data"))
  func theShiftCurveIsThatOfPerfectSync() throws {
    let file = try #require(TestData.shared) + "/av-align/reference/pinned_svg/detail.json"
    let clips = try Self.read([String: SharedClip].self, file).filter { $0.key.hasPrefix("clip_") }
    let plot = try #require(ShiftPlot().render(try Self.score(clips.mapValues(\.trace))))
    #expect(Snapshot.difference(plot, file: Self.folder + "/av-align-shift.svg") == nil)
  }

  private static func score(_ traces: [String: AlignmentTrace]) throws -> Score {
    let samples = traces.sorted { $0.key < $1.key }.map { (id: $0.key, outcome: AlignmentOutcome.trace($0.value)) }
    let scoring = try #require(AlignmentScoring(MetricIdentifier(base: "av-align", flavour: "svg-2024")))
    return scoring.score(samples: samples, expected: samples.count, minimumCoverage: 1)
  }

  private static func read<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
  }

  private struct Fixtures: Decodable {
    struct Clip: Decodable {
      let flow: [Double]
      let onsets: [Int]
      /// Frames a second as OpenCV reports it.
      let rate: Double

      var trace: AlignmentTrace {
        AlignmentTrace(
          flow: flow, frameRate: rate, onsets: [AlignmentAudio(.wav, .kaiserBest): .found(Onsets(frames: onsets))])
      }
    }

    let clips: [String: Clip]
  }

  private struct SharedClip: Decodable {
    let flow: [Double]
    let fps: Double
    let onset_frames: [Int]

    var trace: AlignmentTrace {
      AlignmentTrace(
        flow: flow, frameRate: fps, onsets: [AlignmentAudio(.wav, .kaiserBest): .found(Onsets(frames: onset_frames))])
    }
  }
}
