import Tracks

/// Bounds in messages.
enum BoundText {
  /// `8 fps`, `at least 8 fps`, `at most 60 fps`, `8 fps to 60 fps`, `any`.
  static func text<Value>(_ bound: Bound<Value>, _ describe: (Value) -> String) -> String {
    switch (bound.least, bound.most) {
    case (let least?, let most?):
      least == most ? describe(least) : "\(describe(least)) to \(describe(most))"
    case (let least?, nil): "at least \(describe(least))"
    case (nil, let most?): "at most \(describe(most))"
    case (nil, nil): "any"
    }
  }
}
