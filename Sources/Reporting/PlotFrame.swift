/// What all plots share: heading, legend, axes with their labels and units.
struct PlotFrame {
  /// The left and right edges of the drawing area.
  static let sides = (left: 56.0, right: 696.0)
  /// Width of the whole image.
  static let width = 720.0

  /// One entry of a legend: a small sample of the mark, and what it means.
  struct LegendEntry {
    var text: String
    var mark: (inout VectorImage, VectorImage.Point) -> Void
  }

  /// Writes the title and what goes with it below.
  static func heading(_ title: String, _ details: String, in image: inout VectorImage) {
    image.text(
      DisplayText.cut(title, to: 70), at: .init(x: 16, y: 26), .init(size: 15, isBold: true))
    image.text(
      DisplayText.cut(details, to: 110), at: .init(x: 16, y: 45), .init(size: 12, color: Palette.faintText))
  }

  /// Writes the legend in rows from `top` down.
  static func legend(_ entries: [LegendEntry], top: Double, in image: inout VectorImage) {
    var point = VectorImage.Point(x: 16, y: top)
    for entry in entries {
      let width = 22 + VectorImage.width(of: entry.text, size: 11.5) + 20
      if point.x + width > Self.width, point.x > 16 { point = .init(x: 16, y: point.y + 19) }
      entry.mark(&image, .init(x: point.x + 8, y: point.y - 4))
      image.text(entry.text, at: .init(x: point.x + 22, y: point.y), .init(size: 11.5))
      point.x += width
    }
  }

  /// Draws horizontal grid lines with their labels, and the axis' name above them.
  static func verticalAxis(_ axis: PlotAxis, name: String, most: Int, in image: inout VectorImage) {
    for tick in axis.ticks(most: most) {
      let y = axis(tick)
      image.line(
        .init(x: sides.left, y: y), .init(x: sides.right, y: y), .line(tick == 0 ? Palette.axis : Palette.grid))
      image.text(
        PlotAxis.label(tick), at: .init(x: sides.left - 8, y: y + 4),
        .init(size: 11, color: Palette.faintText, anchor: .end))
    }
    image.text(
      name, at: .init(x: 16, y: min(axis.pixels.from, axis.pixels.to) - 10),
      .init(size: 11, color: Palette.faintText))
  }

  /// Draws ticks below `y` with their labels, and the axis' name below them.
  static func horizontalAxis(
    _ axis: PlotAxis, at y: Double, ticks: [(value: Double, label: String)], name: String, in image: inout VectorImage
  ) {
    image.line(.init(x: sides.left, y: y), .init(x: sides.right, y: y), .line(Palette.axis))
    for tick in ticks {
      let x = axis(tick.value)
      image.line(.init(x: x, y: y), .init(x: x, y: y + 5), .line(Palette.axis))
      image.text(
        tick.label, at: .init(x: x, y: y + 18), .init(size: 11, color: Palette.faintText, anchor: .middle))
    }
    image.text(
      name, at: .init(x: (sides.left + sides.right) / 2, y: y + 36),
      .init(size: 11, color: Palette.faintText, anchor: .middle))
  }
}
