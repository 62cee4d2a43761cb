/// What nobody reports beside an AV-Align score: what chance gives, where the sound would fit best, and what the
/// detectors found. None of it changes the score.
///
/// Made from the traces alone, in an order that does not depend on how the clips were read; equal sets give equal
/// insights.
public struct AlignmentInsight: Sendable, Hashable {
  /// What the set scores with its sounds shuffled; nil where that cannot be known.
  public var chance: ChanceLevel?
  /// Why there is no chance level; nil where there is one.
  public var chanceObstacle: String?
  /// The score with the sounds moved; nil where no clip has a value.
  public var shift: ShiftCurve?
  /// What the detectors found.
  public var detectors: DetectorCounts
  /// Some clips in detail, at most twelve: those with the lowest, the middle and the highest values.
  public var timelines: [AlignmentTimeline]
  /// The seed of all that was drawn.
  public var seed: Int

  /// Makes an insight.
  public init(
    chance: ChanceLevel?, chanceObstacle: String?, shift: ShiftCurve?, detectors: DetectorCounts,
    timelines: [AlignmentTimeline], seed: Int
  ) {
    self.chance = chance
    self.chanceObstacle = chanceObstacle
    self.shift = shift
    self.detectors = detectors
    self.timelines = timelines
    self.seed = seed
  }

  /// The insight of a set.
  ///
  /// - Parameters:
  ///   - clips: the clips that could be read, in any order, ids distinct.
  ///   - canonicalFrameRate: what the track's numbers assume; nil where nothing says.
  ///   - value: the flavour's value of onsets and peaks.
  init(of clips: [AlignedClip], canonicalFrameRate: Double?, value: @escaping (PeakMatch) -> SampleScore) {
    let clips = clips.sorted { $0.id < $1.id }
    let chance = ShuffledPairs(clips: clips.map(\.events), value: value).chance()
    self.init(
      chance: chance, chanceObstacle: chance == nil ? Self.obstacle(clips.count) : nil,
      shift: ShiftedSounds(clips: clips, value: value).curve(),
      detectors: DetectorCounts(clips, canonicalFrameRate: canonicalFrameRate),
      timelines: AlignmentTimeline.chosen(from: clips), seed: SplitMix64.reportSeed)
  }

  private static func obstacle(_ count: Int) -> String {
    count < 2 ? "shuffling takes at least two clips" : "no shuffled pair has a value"
  }
}

/// One clip on its way to a score.
struct AlignedClip {
  /// The sample's id.
  let id: String
  /// Onsets and peaks as the flavour detects them.
  let events: PeakMatch
  /// The flavour's value.
  let value: SampleScore
  /// Mean flow, one value a frame.
  let flow: [Double]

  /// Length of the picture in seconds.
  var pictureSeconds: Double { Double(flow.count) / events.frameRate }
}
