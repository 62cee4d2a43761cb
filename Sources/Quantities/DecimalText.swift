extension Double {
  /// The value in plain decimal notation with at most `places` digits after the point (0 to 9), rounded half away from
  /// zero, without trailing zeros: `4.032`, `8`, `-0.5`. `nan`, `inf` and values of 10^9 or more as Swift prints them.
  public func decimal(places: Int) -> String {
    guard isFinite, magnitude < 1e9 else { return "\(self)" }
    let digits = Swift.max(0, Swift.min(9, places))
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int64((magnitude * Double(scale)).rounded())
    let sign = self < 0 && scaled != 0 ? "-" : ""
    var fraction = String(scaled % scale + scale).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return sign + String(scaled / scale) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The value in plain decimal notation with exactly `places` digits after the point: `4.000`.
  public func fixed(places: Int) -> String {
    let text = decimal(places: places)
    guard isFinite, magnitude < 1e9, places > 0 else { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1].count : 0
    return text + (parts.count == 2 ? "" : ".") + String(repeating: "0", count: Swift.max(0, places - fraction))
  }
}
