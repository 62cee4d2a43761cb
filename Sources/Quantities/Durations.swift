extension Duration {
  /// Parses `250ms`, `120s`, `10m`, `6h`, `1.5h`, or several units in falling order as `1h30m`; nil for anything else,
  /// for a bare number, or for more than ten years.
  public init?(parsing text: String) {
    var rest = Substring(text.filter { $0 != " " })
    guard !rest.isEmpty else { return nil }
    var total = 0.0
    var smallest = Double.infinity
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard !digits.isEmpty, digits.first != ".", let number = Double(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      let factor: Double
      switch unit {
      case "ms": factor = 0.001
      case "s": factor = 1
      case "m", "min": factor = 60
      case "h": factor = 3600
      case "d": factor = 86400
      default: return nil
      }
      guard factor < smallest else { return nil }
      smallest = factor
      total += number * factor
    }
    guard total.isFinite, total <= 10 * 366 * 86400 else { return nil }
    self = .milliseconds(Int64((total * 1000).rounded()))
  }

  /// The length in seconds.
  public var inSeconds: Double {
    let parts = components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  /// A short text for people: `850 ms`, `12.4 s`, `3m20s`, `1h05m`.
  public var brief: String {
    let seconds = inSeconds
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 60 {
      let tenths = (seconds * 10).rounded() / 10
      return tenths == tenths.rounded() ? "\(Int(tenths)) s" : "\(tenths) s"
    }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60)m\(twoDigits(whole % 60))s" }
    return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600)h\(twoDigits(whole % 3600 / 60))m"
  }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
