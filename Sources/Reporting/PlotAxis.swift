import Quantities

/// Maps values to pixels, and knows where its ticks go.
struct PlotAxis {
  /// The values at both ends.
  let values: ClosedRange<Double>
  /// The pixels at both ends, in the order of the values; they may run downwards.
  let pixels: (from: Double, to: Double)

  /// The pixel of a value.
  func callAsFunction(_ value: Double) -> Double {
    let span = values.upperBound - values.lowerBound
    let share = span > 0 ? (value - values.lowerBound) / span : 0
    return pixels.from + share * (pixels.to - pixels.from)
  }

  /// Round values from end to end, at most `most` of them beyond the first: steps of 1, 2 or 5 times a power of ten.
  func ticks(most: Int) -> [Double] {
    let step = Self.step(values.upperBound - values.lowerBound, most: most)
    let first = Int((values.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((values.upperBound / step + 1e-9).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { Double($0) * step }
  }

  /// From 0 to a round value no less than `highest`, so that the last tick is the end.
  static func fromZero(to highest: Double, pixels: (from: Double, to: Double), most: Int = 5) -> PlotAxis {
    let highest = highest.isFinite && highest > 0 ? min(highest, 1e6) : 1
    let step = step(highest, most: most)
    return PlotAxis(values: 0...(highest / step - 1e-9).rounded(.up) * step, pixels: pixels)
  }

  /// The least round step that divides `span` into at most `most` parts.
  private static func step(_ span: Double, most: Int) -> Double {
    guard span > 0, span.isFinite else { return 1 }
    var power = 1e-9
    while power * 10 * Double(most) < span { power *= 10 }
    let factor = [1.0, 2, 5, 10].first { $0 * power * Double(most) >= span * (1 - 1e-9) } ?? 10
    return factor * power
  }

  /// A tick's label.
  static func label(_ value: Double) -> String { value.decimal(places: 6) }
}
