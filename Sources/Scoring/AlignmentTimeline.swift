/// One clip as an AV-Align flavour sees it: flow, peaks, onsets and which of them met.
public struct AlignmentTimeline: Sendable, Hashable {
  /// An onset or a peak.
  public struct Event: Sendable, Hashable {
    /// Seconds from the start.
    public var time: Double
    /// Whether one of the other kind lies within the window around it.
    public var isMatched: Bool

    /// Makes an event.
    public init(time: Double, isMatched: Bool) {
      self.time = time
      self.isMatched = isMatched
    }
  }

  /// The sample's id.
  public var sample: String
  /// Its value; nil where the flavour has none for it.
  public var value: Double?
  /// Mean flow in pixels, one value a frame.
  public var flow: [Double]
  /// Frames a second; the window is one frame either way.
  public var frameRate: Double
  /// The peaks of flow that the flavour counts.
  public var peaks: [Event]
  /// The onsets of the sound.
  public var onsets: [Event]

  /// Makes a timeline.
  public init(
    sample: String, value: Double?, flow: [Double], frameRate: Double, peaks: [Event], onsets: [Event]
  ) {
    self.sample = sample
    self.value = value
    self.flow = flow
    self.frameRate = frameRate
    self.peaks = peaks
    self.onsets = onsets
  }

  /// The timeline of a clip.
  init(_ clip: AlignedClip) {
    let events = clip.events
    self.init(
      sample: clip.id, value: clip.value.number, flow: clip.flow, frameRate: events.frameRate,
      peaks: events.peaks.map { Event(time: $0, isMatched: events.hasOnset(near: $0)) },
      onsets: events.onsets.map { Event(time: $0, isMatched: events.hasPeak(near: $0)) })
  }
}

extension AlignmentTimeline {
  /// The most clips that are shown.
  static let most = 12

  /// Clips worth a look: all of a small set; else four each of the lowest, the middle and the highest values, ties by
  /// id. In the order of `clips`.
  static func chosen(from clips: [AlignedClip]) -> [AlignmentTimeline] {
    let ranked = clips.indices.filter { clips[$0].value.number != nil }.sorted { left, right in
      (clips[left].value.number ?? 0, clips[left].id) < (clips[right].value.number ?? 0, clips[right].id)
    }
    guard ranked.count > most else { return ranked.sorted().map { AlignmentTimeline(clips[$0]) } }
    let third = most / 3
    let middle = (ranked.count - third) / 2
    let chosen = ranked.prefix(third) + ranked[middle..<middle + third] + ranked.suffix(third)
    return chosen.sorted().map { AlignmentTimeline(clips[$0]) }
  }
}
