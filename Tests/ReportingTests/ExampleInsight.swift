import Scoring

/// What stands beside the score of a run: five clips, best with the sound 125 ms later.
enum ExampleInsight {
  static let insight = AlignmentInsight(
    chance: ChanceLevel(mean: 0.201_5, low: 0.16, high: 0.240_625, shuffles: 44, isExhaustive: true, pValue: 1.0 / 45),
    chanceObstacle: nil, shift: shift, detectors: detectors, timelines: [timeline], seed: 2024)

  /// Highest at +125 ms, without a value at -500 ms.
  static let shift: ShiftCurve = {
    let points = ShiftCurve.offsets.map { offset -> ShiftCurve.Point in
      let distance = Double(offset - 125) / 200
      let value = 0.1 + 0.3 / (1 + distance * distance)
      return ShiftCurve.Point(milliseconds: offset, value: offset == -500 ? nil : value)
    }
    return ShiftCurve(
      points: points, best: points[25], tolerance: 125,
      gain: ScoreInterval(level: 0.95, low: -0.01, high: 0.21, method: "bootstrap by clip"))
  }()

  static let detectors: DetectorCounts = {
    var counts = DetectorCounts()
    counts.clips = 5
    counts.onsets = 23
    counts.peaks = 31
    counts.clipsWithoutOnsets = 1
    counts.clipsWithEarlyOnset = 2
    counts.frameRates = [.init(frameRate: 8, clips: 5)]
    counts.canonicalFrameRate = 8
    return counts
  }()

  /// A clip of 4 s at 8 frames a second with three peaks, two of them matched.
  static let timeline: AlignmentTimeline = {
    let flow = (0..<32).map { frame in
      let distance = Double(frame % 12) - 5
      return 0.2 + 1.8 / (1 + distance * distance)
    }
    return AlignmentTimeline(
      sample: "0000", value: 0.4, flow: flow, frameRate: 8,
      peaks: [
        .init(time: 0.625, isMatched: true), .init(time: 2.125, isMatched: true), .init(time: 3.625, isMatched: false),
      ],
      onsets: [
        .init(time: 0.07, isMatched: false), .init(time: 0.7, isMatched: true), .init(time: 2.05, isMatched: true),
      ])
  }()
}
