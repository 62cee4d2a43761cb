/// The score with the sound moved against the picture: where it is best, and how sharply it falls off.
public struct ShiftCurve: Sendable, Hashable {
  /// The score at one offset.
  public struct Point: Sendable, Hashable {
    /// How far the sound was moved, in milliseconds; positive is later.
    public var milliseconds: Int
    /// The mean over the clips that have a value; nil where none has.
    public var value: Double?

    /// Makes a point.
    public init(milliseconds: Int, value: Double?) {
      self.milliseconds = milliseconds
      self.value = value
    }
  }

  /// The offsets, in milliseconds: half a second either way in steps of 25.
  public static let offsets = Array(stride(from: -500, through: 500, by: step))
  /// Milliseconds from one offset to the next.
  public static let step = 25

  /// The scores at all offsets, ascending; the one at 0 is the score itself.
  public var points: [Point]
  /// The offset with the highest score, the one nearest to 0 where several have it.
  public var best: Point
  /// How far from 0 the best offset may be before it means something, in milliseconds: one frame of the slowest clip,
  /// rounded up to a step. The metric cannot tell offsets within its window apart, and books flow on the later frame of
  /// each pair, so perfect sync is best at up to one frame: +125 ms at 8 frames a second.
  public var tolerance: Int
  /// The 95 % interval of the gain of the best offset over 0, paired by clip; nil below two clips.
  public var gain: ScoreInterval?

  /// Makes a curve.
  public init(points: [Point], best: Point, tolerance: Int, gain: ScoreInterval?) {
    self.points = points
    self.best = best
    self.tolerance = tolerance
    self.gain = gain
  }

  /// Whether the best offset is beyond the tolerance and its gain is more than noise.
  public var isOff: Bool { abs(best.milliseconds) > tolerance && (gain?.low ?? 0) > 0 }
}

/// Scores a set with its sounds moved.
struct ShiftedSounds {
  /// The clips' onsets and peaks, and their length.
  let clips: [AlignedClip]
  /// The flavour's value of onsets and peaks.
  let value: (PeakMatch) -> SampleScore

  /// The curve; nil where no clip has a value with its sound in place.
  func curve() -> ShiftCurve? {
    let rows = ShiftCurve.offsets.map { milliseconds in clips.map { value(moved($0, by: milliseconds)).number } }
    let points = zip(ShiftCurve.offsets, rows).map { ShiftCurve.Point(milliseconds: $0, value: mean($1)) }
    guard let centre = points.firstIndex(where: { $0.milliseconds == 0 }), points[centre].value != nil else {
      return nil
    }
    let best = points.indices.reduce(centre) { isBetter(points[$1], than: points[$0]) ? $1 : $0 }
    let gains = zip(rows[best], rows[centre]).compactMap { moved, unmoved in
      moved.flatMap { moved in unmoved.map { moved - $0 } }
    }
    return ShiftCurve(
      points: points, best: points[best], tolerance: tolerance, gain: Bootstrap.interval(ofMeanOf: gains))
  }

  /// The clip with its sound moved. Onsets that leave it are dropped, as they would be cut off; its end is that of the
  /// picture, or its last onset where the sound is longer, so that nothing is dropped at 0.
  private func moved(_ clip: AlignedClip, by milliseconds: Int) -> PeakMatch {
    let offset = Double(milliseconds) / 1000
    let end = max(clip.pictureSeconds, clip.events.onsets.last ?? 0)
    var events = clip.events
    events.onsets = events.onsets.map { $0 + offset }.filter { 0 <= $0 && $0 <= end }
    return events
  }

  private func mean(_ values: [Double?]) -> Double? {
    let numbers = values.compactMap { $0 }
    return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }

  private func isBetter(_ point: ShiftCurve.Point, than best: ShiftCurve.Point) -> Bool {
    guard let value = point.value, let most = best.value else { return false }
    return (value, -abs(point.milliseconds)) > (most, -abs(best.milliseconds))
  }

  private var tolerance: Int {
    let frame = clips.map(\.events.reach).max() ?? 0
    let steps = (frame * 1000 / Double(ShiftCurve.step) - 1e-9).rounded(.up)
    return Int(min(steps, 1000)) * ShiftCurve.step
  }
}
