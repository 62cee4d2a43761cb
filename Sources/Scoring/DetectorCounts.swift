/// What the detectors found in a set of clips: a score is no better than what it matched.
public struct DetectorCounts: Sendable, Hashable {
  /// How many clips have a frame rate.
  public struct FrameRateCount: Sendable, Hashable {
    /// Frames a second.
    public var frameRate: Double
    /// Clips that have it.
    public var clips: Int

    /// Makes a count.
    public init(frameRate: Double, clips: Int) {
      self.frameRate = frameRate
      self.clips = clips
    }
  }

  /// An onset before this time, in seconds, is often the start of the recording rather than an event.
  public static let earlySeconds = 0.15

  /// Clips that could be read.
  public var clips = 0
  /// Onsets in all of them.
  public var onsets = 0
  /// Peaks of flow in all of them.
  public var peaks = 0
  /// Clips without an onset.
  public var clipsWithoutOnsets = 0
  /// Clips without a peak.
  public var clipsWithoutPeaks = 0
  /// Clips with an onset in the first 150 ms.
  public var clipsWithEarlyOnset = 0
  /// The frame rates there are, ascending.
  public var frameRates: [FrameRateCount] = []
  /// The frame rate the track's numbers assume; nil where nothing says.
  public var canonicalFrameRate: Double?

  /// Counts of nothing.
  public init() {}

  /// Counts what was found in `clips`.
  init(_ clips: [AlignedClip], canonicalFrameRate: Double?) {
    self.canonicalFrameRate = canonicalFrameRate
    self.clips = clips.count
    var rates: [Double: Int] = [:]
    for clip in clips {
      onsets += clip.events.onsets.count
      peaks += clip.events.peaks.count
      if clip.events.onsets.isEmpty { clipsWithoutOnsets += 1 }
      if clip.events.peaks.isEmpty { clipsWithoutPeaks += 1 }
      if let first = clip.events.onsets.first, first < Self.earlySeconds { clipsWithEarlyOnset += 1 }
      rates[clip.events.frameRate, default: 0] += 1
    }
    frameRates = rates.sorted { $0.key < $1.key }.map { FrameRateCount(frameRate: $0.key, clips: $0.value) }
  }

  /// Clips whose frame rate is not the canonical one; 0 where there is none.
  public var clipsOfOtherFrameRate: Int {
    guard let canonicalFrameRate else { return 0 }
    return frameRates.filter { abs($0.frameRate - canonicalFrameRate) > 0.01 }.map(\.clips).reduce(0, +)
  }
}
