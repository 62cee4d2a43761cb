import Quantities

/// A small SVG document: shapes in the order they are drawn, on a light ground.
///
/// It stands alone as a file and works inside a web page: no script, no style sheet, no ids, nothing loaded. Equal
/// drawings give equal bytes.
struct VectorImage {
  /// Width in pixels.
  let width: Double
  /// Height in pixels.
  let height: Double
  private let title: String
  private var shapes: [String] = []

  /// Starts an image; `title` is read out in its place by screen readers.
  init(width: Double, height: Double, title: String) {
    self.width = width
    self.height = height
    self.title = title
  }

  /// How a shape is painted.
  struct Paint {
    /// Fill colour; nil for none.
    var fill: String?
    /// Line colour; nil for none.
    var stroke: String?
    /// Line width in pixels.
    var width = 1.0
    /// Dash and gap in pixels; nil for a solid line.
    var dash: String?
    /// Opacity of all of it, 0 to 1.
    var opacity = 1.0

    /// A fill without an outline.
    static func fill(_ color: String, opacity: Double = 1) -> Paint { Paint(fill: color, opacity: opacity) }

    /// A line without a fill.
    static func line(_ color: String, width: Double = 1, dash: String? = nil) -> Paint {
      Paint(stroke: color, width: width, dash: dash)
    }
  }

  /// A point in pixels from the upper left.
  struct Point {
    var x: Double
    var y: Double
  }

  /// How text is set.
  struct Lettering {
    var size = 12.0
    var color = Palette.text
    var anchor = Anchor.start
    var isBold = false

    /// Which part of the text its point marks.
    enum Anchor: String { case start, middle, end }
  }

  /// Draws a straight line.
  mutating func line(_ from: Point, _ to: Point, _ paint: Paint) {
    add("line", [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)], paint)
  }

  /// Draws a rectangle from two opposite corners.
  mutating func rectangle(_ corner: Point, _ opposite: Point, _ paint: Paint) {
    let (left, top) = (min(corner.x, opposite.x), min(corner.y, opposite.y))
    let (width, height) = (abs(corner.x - opposite.x), abs(corner.y - opposite.y))
    add("rect", [("x", left), ("y", top), ("width", width), ("height", height)], paint)
  }

  /// Draws a circle.
  mutating func circle(_ centre: Point, radius: Double, _ paint: Paint) {
    add("circle", [("cx", centre.x), ("cy", centre.y), ("r", radius)], paint)
  }

  /// Draws lines through `points`, closed into an outline where asked.
  mutating func path(_ points: [Point], isClosed: Bool = false, _ paint: Paint) {
    guard points.count > 1 else { return }
    let text = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    shapes.append(
      "<\(isClosed ? "polygon" : "polyline") points=\"\(text)\" stroke-linejoin=\"round\"\(attributes(paint))/>")
  }

  /// Writes text; characters that could break the document or a reader's terminal are replaced.
  mutating func text(_ text: String, at point: Point, _ lettering: Lettering = Lettering()) {
    let weight = lettering.isBold ? " font-weight=\"600\"" : ""
    let anchor = lettering.anchor == .start ? "" : " text-anchor=\"\(lettering.anchor.rawValue)\""
    shapes.append(
      "<text x=\"\(number(point.x))\" y=\"\(number(point.y))\" font-size=\"\(number(lettering.size))\" "
        + "fill=\"\(lettering.color)\"\(weight)\(anchor)>\(Self.escaped(text))</text>")
  }

  /// The document.
  var document: String {
    let size = "width=\"\(number(width))\" height=\"\(number(height))\""
    let view = "viewBox=\"0 0 \(number(width)) \(number(height))\""
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(view) role=\"img\" "
      + "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\">"
    let ground = "<rect \(size) fill=\"\(Palette.ground)\"/>"
    let lines = ["<title>\(Self.escaped(title))</title>", ground] + shapes
    return ([head] + lines.map { "  " + $0 } + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// About how wide `text` comes out, in pixels; fonts differ.
  static func width(of text: String, size: Double) -> Double { Double(DisplayText.width(text)) * size * 0.56 }

  /// `text` as XML character data.
  static func escaped(_ text: String) -> String {
    DisplayText.neutralised(text).map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }

  private mutating func add(_ element: String, _ places: [(name: String, value: Double)], _ paint: Paint) {
    let text = places.map { " \($0.name)=\"\(number($0.value))\"" }.joined()
    shapes.append("<\(element)\(text)\(attributes(paint))/>")
  }

  private func attributes(_ paint: Paint) -> String {
    var text = " fill=\"\(paint.fill ?? "none")\""
    if let stroke = paint.stroke { text += " stroke=\"\(stroke)\" stroke-width=\"\(number(paint.width))\"" }
    if let dash = paint.dash { text += " stroke-dasharray=\"\(dash)\"" }
    if paint.opacity < 1 { text += " opacity=\"\(number(paint.opacity))\"" }
    return text
  }

  private func number(_ value: Double) -> String { value.isFinite ? value.decimal(places: 2) : "0" }
}

/// The colours of all plots: they stay apart for colour-blind readers and in print.
enum Palette {
  static let ground = "#ffffff"
  static let text = "#1f2933"
  static let faintText = "#5f6b7a"
  static let grid = "#e4e7eb"
  static let axis = "#9aa5b1"
  static let picture = "#1d5fa6"
  static let sound = "#c8510a"
  static let chance = "#7b8794"
  static let window = "#f5c25b"
}
