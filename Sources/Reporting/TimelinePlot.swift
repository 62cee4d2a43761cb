import Quantities
public import Scoring

/// One clip as AV-Align sees it: flow and its peaks above, onsets below, and which of them meet within one frame.
public struct TimelinePlot: Sendable {
  /// Top and bottom of the flow, and of the lane of onsets.
  private static let flowArea = (top: 124.0, bottom: 280.0)
  private static let lane = (top: 298.0, bottom: 334.0)

  /// Makes a renderer.
  public init() {}

  /// The plot as an SVG document.
  ///
  /// - Parameters:
  ///   - timeline: the clip.
  ///   - metric: the score's full identifier.
  public func render(_ timeline: AlignmentTimeline, metric: String) -> String {
    var image = VectorImage(
      width: PlotFrame.width, height: 394, title: "\(timeline.sample): flow, peaks and onsets of \(metric)")
    let end = max(Double(timeline.flow.count) / timeline.frameRate, timeline.onsets.last?.time ?? 0, 0.001)
    let x = PlotAxis(
      values: 0...(end.isFinite ? end : 1), pixels: (PlotFrame.sides.left, PlotFrame.sides.right))
    let y = PlotAxis.fromZero(
      to: (timeline.flow.max() ?? 1) * 1.12, pixels: (Self.flowArea.bottom, Self.flowArea.top), most: 4)

    PlotFrame.heading(timeline.sample, details(timeline, metric), in: &image)
    PlotFrame.legend(legend, top: 70, in: &image)
    windows(timeline, x, in: &image)
    PlotFrame.verticalAxis(y, name: "flow, in pixels a frame", most: 4, in: &image)
    flow(timeline, x, y, in: &image)
    peaks(timeline, x, y, in: &image)
    onsets(timeline, x, in: &image)
    PlotFrame.horizontalAxis(
      x, at: Self.lane.bottom + 8, ticks: x.ticks(most: 9).map { ($0, PlotAxis.label($0)) }, name: "time, in s",
      in: &image)
    return image.document
  }

  private func details(_ timeline: AlignmentTimeline, _ metric: String) -> String {
    let value = timeline.value.map { $0.fixed(places: 3) } ?? "no value"
    let frame = (1000 / timeline.frameRate).decimal(places: 0)
    return [
      "\(metric) \(value)", matched(timeline.onsets, "onset"), matched(timeline.peaks, "peak"),
      "one frame is \(frame) ms",
    ].joined(separator: " · ")
  }

  private func matched(_ events: [AlignmentTimeline.Event], _ noun: String) -> String {
    "\(events.count { $0.isMatched }) of \(counted(events.count, noun)) matched"
  }

  private var legend: [PlotFrame.LegendEntry] {
    [
      PlotFrame.LegendEntry(text: "flow") { image, point in
        image.line(.init(x: point.x - 8, y: point.y), .init(x: point.x + 8, y: point.y), Self.flowPaint)
      },
      PlotFrame.LegendEntry(text: "peak with an onset near") { Self.peak(at: $1, isMatched: true, in: &$0) },
      PlotFrame.LegendEntry(text: "peak without") { Self.peak(at: $1, isMatched: false, in: &$0) },
      PlotFrame.LegendEntry(text: "within one frame of a peak") { image, point in
        image.rectangle(.init(x: point.x - 8, y: point.y - 6), .init(x: point.x + 8, y: point.y + 6), Self.windowPaint)
      },
      PlotFrame.LegendEntry(text: "onset with a peak near") { Self.onset(at: $1, isMatched: true, in: &$0) },
      PlotFrame.LegendEntry(text: "onset without") { Self.onset(at: $1, isMatched: false, in: &$0) },
    ]
  }

  /// Each peak's window, from the flow down through the lane of onsets.
  private func windows(_ timeline: AlignmentTimeline, _ x: PlotAxis, in image: inout VectorImage) {
    let reach = 1 / timeline.frameRate
    for peak in timeline.peaks {
      let left = max(peak.time - reach, x.values.lowerBound)
      let right = min(peak.time + reach, x.values.upperBound)
      image.rectangle(
        .init(x: x(left), y: Self.flowArea.top), .init(x: x(right), y: Self.lane.bottom + 8), Self.windowPaint)
    }
  }

  private func flow(_ timeline: AlignmentTimeline, _ x: PlotAxis, _ y: PlotAxis, in image: inout VectorImage) {
    let points = timeline.flow.enumerated().map { frame, value in
      VectorImage.Point(x: x(Double(frame) / timeline.frameRate), y: y(value))
    }
    if let first = points.first, let last = points.last {
      let ground = [VectorImage.Point(x: last.x, y: y(0)), VectorImage.Point(x: first.x, y: y(0))]
      image.path(points + ground, isClosed: true, .fill(Palette.picture, opacity: 0.08))
    }
    image.path(points, Self.flowPaint)
  }

  private func peaks(_ timeline: AlignmentTimeline, _ x: PlotAxis, _ y: PlotAxis, in image: inout VectorImage) {
    for peak in timeline.peaks {
      let frame = Int((peak.time * timeline.frameRate).rounded())
      let height = timeline.flow.indices.contains(frame) ? timeline.flow[frame] : 0
      let point = VectorImage.Point(x: x(peak.time), y: y(height))
      image.line(point, .init(x: point.x, y: Self.lane.bottom + 8), .line(Palette.picture, width: 0.75, dash: "2 3"))
      Self.peak(at: .init(x: point.x, y: point.y - 9), isMatched: peak.isMatched, in: &image)
    }
  }

  private func onsets(_ timeline: AlignmentTimeline, _ x: PlotAxis, in image: inout VectorImage) {
    image.text(
      "sound", at: .init(x: PlotFrame.sides.left - 8, y: (Self.lane.top + Self.lane.bottom) / 2 + 4),
      .init(size: 11, color: Palette.faintText, anchor: .end))
    for onset in timeline.onsets {
      let point = VectorImage.Point(x: x(onset.time), y: Self.lane.top)
      image.line(point, .init(x: point.x, y: Self.lane.bottom + 8), .line(Palette.sound, width: 1.5))
      Self.onset(at: point, isMatched: onset.isMatched, in: &image)
    }
  }

  private static func peak(at point: VectorImage.Point, isMatched: Bool, in image: inout VectorImage) {
    let corners = [(-5.0, -4.5), (5.0, -4.5), (0.0, 4.5)].map {
      VectorImage.Point(x: point.x + $0.0, y: point.y + $0.1)
    }
    image.path(
      corners, isClosed: true,
      .init(fill: isMatched ? Palette.picture : Palette.ground, stroke: Palette.picture, width: 1.5))
  }

  private static func onset(at point: VectorImage.Point, isMatched: Bool, in image: inout VectorImage) {
    image.circle(
      point, radius: 4.5,
      .init(fill: isMatched ? Palette.sound : Palette.ground, stroke: Palette.sound, width: 1.5))
  }

  private static let flowPaint = VectorImage.Paint.line(Palette.picture, width: 2)
  private static let windowPaint = VectorImage.Paint.fill(Palette.window, opacity: 0.25)
}
