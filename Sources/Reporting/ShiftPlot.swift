import Quantities
public import Scoring

/// The score with the sound moved, beside its interval and what chance gives.
public struct ShiftPlot: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The plot as an SVG document; nil for a score without a shift curve.
  public func render(_ score: Score) -> String? {
    guard let insight = score.insight, let shift = insight.shift else { return nil }
    let name = score.id.description
    var image = VectorImage(width: PlotFrame.width, height: 382, title: "\(name) by the offset of the sound")
    let ends = (shift.points.first?.milliseconds ?? -1, shift.points.last?.milliseconds ?? 1)
    let x = PlotAxis(
      values: Double(ends.0)...Double(max(ends.1, ends.0)), pixels: (PlotFrame.sides.left, PlotFrame.sides.right))
    let highest = [shift.best.value, score.interval?.high, insight.chance?.high].compactMap { $0 }.max() ?? 1
    let y = PlotAxis.fromZero(to: highest * 1.08, pixels: (322, 104))

    PlotFrame.heading("\(name) with the sound moved", details(score, insight), in: &image)
    PlotFrame.legend(legend(insight), top: 70, in: &image)
    window(shift, x, y, in: &image)
    PlotFrame.verticalAxis(y, name: "score", most: 5, in: &image)
    if let chance = insight.chance { band(chance, y, in: &image) }
    image.line(.init(x: x(0), y: y.pixels.from), .init(x: x(0), y: y.pixels.to), .line(Palette.axis))
    curve(shift, x, y, in: &image)
    marks(score, shift, x, y, in: &image)
    PlotFrame.horizontalAxis(
      x, at: y.pixels.from, ticks: ticks(x), name: "sound moved by, in ms (positive is later)", in: &image)
    return image.document
  }

  private func details(_ score: Score, _ insight: AlignmentInsight) -> String {
    var parts = [counted(insight.detectors.clips, "clip")]
    if let value = score.value { parts.append("score \(value.fixed(places: 3))") }
    if let interval = score.interval {
      parts.append("95 % interval \(interval.low.fixed(places: 3)) to \(interval.high.fixed(places: 3))")
    }
    if let chance = insight.chance {
      parts.append("by chance \(chance.mean.fixed(places: 3)), \(pValue(chance.pValue))")
    }
    return parts.joined(separator: " · ")
  }

  private func legend(_ insight: AlignmentInsight) -> [PlotFrame.LegendEntry] {
    var entries = [
      PlotFrame.LegendEntry(text: "score") { image, point in
        image.line(.init(x: point.x - 8, y: point.y), .init(x: point.x + 8, y: point.y), Self.curvePaint)
      },
      PlotFrame.LegendEntry(text: "as it is, with its 95 % interval") { image, point in
        Self.interval(from: point.y - 7, to: point.y + 7, x: point.x, in: &image)
      },
    ]
    if insight.chance != nil {
      entries.append(
        PlotFrame.LegendEntry(text: "chance: mean, middle 95 %") { image, point in
          image.rectangle(.init(x: point.x - 8, y: point.y - 6), .init(x: point.x + 8, y: point.y + 6), Self.bandPaint)
          image.line(.init(x: point.x - 8, y: point.y), .init(x: point.x + 8, y: point.y), Self.chancePaint)
        })
    }
    entries.append(
      PlotFrame.LegendEntry(text: "within a frame") { image, point in
        image.rectangle(.init(x: point.x - 8, y: point.y - 6), .init(x: point.x + 8, y: point.y + 6), Self.windowPaint)
      })
    return entries
  }

  /// The offsets that the metric cannot tell from 0.
  private func window(_ shift: ShiftCurve, _ x: PlotAxis, _ y: PlotAxis, in image: inout VectorImage) {
    let reach = min(Double(shift.tolerance), x.values.upperBound)
    image.rectangle(.init(x: x(-reach), y: y.pixels.from), .init(x: x(reach), y: y.pixels.to), Self.windowPaint)
  }

  private func band(_ chance: ChanceLevel, _ y: PlotAxis, in image: inout VectorImage) {
    let (left, right) = PlotFrame.sides
    image.rectangle(.init(x: left, y: y(chance.low)), .init(x: right, y: y(chance.high)), Self.bandPaint)
    image.line(.init(x: left, y: y(chance.mean)), .init(x: right, y: y(chance.mean)), Self.chancePaint)
  }

  /// The curve, broken where there is no value.
  private func curve(_ shift: ShiftCurve, _ x: PlotAxis, _ y: PlotAxis, in image: inout VectorImage) {
    for run in shift.points.split(whereSeparator: { $0.value == nil }) {
      image.path(run.map { .init(x: x(Double($0.milliseconds)), y: y($0.value ?? 0)) }, Self.curvePaint)
    }
  }

  /// The score as it is, with its interval, and the best offset with its numbers.
  private func marks(
    _ score: Score, _ shift: ShiftCurve, _ x: PlotAxis, _ y: PlotAxis, in image: inout VectorImage
  ) {
    if let interval = score.interval {
      Self.interval(from: y(interval.high), to: y(interval.low), x: x(0), in: &image)
    }
    if let value = score.value { image.circle(.init(x: x(0), y: y(value)), radius: 4, .fill(Palette.picture)) }
    guard let value = shift.best.value else { return }
    let point = VectorImage.Point(x: x(Double(shift.best.milliseconds)), y: y(value))
    image.circle(
      point, radius: 5, .init(fill: Palette.ground, stroke: Palette.picture, width: 2))
    let isRight = point.x > PlotFrame.sides.right - 150
    image.text(
      "best: \(offset(shift.best.milliseconds)), \(value.fixed(places: 3))",
      at: .init(x: point.x + (isRight ? -10 : 10), y: point.y - 8),
      .init(size: 12, color: Palette.picture, anchor: isRight ? .end : .start, isBold: true))
  }

  private static func interval(from high: Double, to low: Double, x: Double, in image: inout VectorImage) {
    image.line(.init(x: x, y: high), .init(x: x, y: low), .line(Palette.picture, width: 2))
    for y in [high, low] {
      image.line(.init(x: x - 5, y: y), .init(x: x + 5, y: y), .line(Palette.picture, width: 2))
    }
  }

  private func ticks(_ x: PlotAxis) -> [(value: Double, label: String)] {
    x.ticks(most: 10).map { ($0, $0 > 0 ? "+" + PlotAxis.label($0) : PlotAxis.label($0)) }
  }

  private static let curvePaint = VectorImage.Paint.line(Palette.picture, width: 2)
  private static let bandPaint = VectorImage.Paint.fill(Palette.chance, opacity: 0.22)
  private static let chancePaint = VectorImage.Paint.line(Palette.chance, width: 1.5, dash: "5 3")
  private static let windowPaint = VectorImage.Paint.fill(Palette.window, opacity: 0.2)
}
