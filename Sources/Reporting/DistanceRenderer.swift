import Digests
import NumericKernels
import Quantities
public import Scoring

/// The distances between two sets of features, as text for people.
public struct DistanceRenderer: Sendable {
  private let style: TextStyle

  /// Makes a renderer.
  public init(style: TextStyle) { self.style = style }

  /// A comparison, ending in a line break.
  public func render(_ comparison: DistanceComparison) -> String {
    let identity = comparison.identity
    let title =
      "genlock stats · covariance divided by \(identity.divisor.rawValue) · convention \(identity.convention.rawValue)"
    var lines = wrapped(title, indent: 0) + [""]
    lines += sets(comparison).lines(style: style)
    lines += [""] + values(comparison).lines(style: style) + [""]
    lines += remarks(comparison).flatMap { wrapped($0, indent: 2) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A set that was read, ending in a line break; `rank` is that of its covariance.
  public func render(_ set: FeatureSet, rank: Int) -> String {
    var table = setTable
    table.rows = [row("features", set, rank: rank)]
    return table.lines(style: style).joined(separator: "\n") + "\n"
  }

  private var setTable: TextTable {
    TextTable(columns: [
      .init(title: "set"),
      .init(title: "file", leastWidth: 12, isName: true),
      .init(title: "samples", isTrailing: true),
      .init(title: "features", isTrailing: true),
      .init(title: "rank", isTrailing: true),
      .init(title: "made by", leastWidth: 8, priority: 1),
      .init(title: "sha256", priority: 2),
    ])
  }

  private func sets(_ comparison: DistanceComparison) -> TextTable {
    var table = setTable
    table.rows = [
      row("generated", comparison.generated.set, rank: comparison.generated.rank),
      row("reference", comparison.reference.set, rank: comparison.reference.rank),
    ]
    return table
  }

  private func row(_ name: String, _ set: FeatureSet, rank: Int) -> [TextTable.Cell] {
    let isDeficient = rank < set.distribution.dimensions
    return [
      .init(name), .init(DisplayText.neutralised(set.source)), .init("\(set.distribution.count)"),
      .init("\(set.distribution.dimensions)"), .init("\(rank)", isDeficient ? .yellow : nil),
      .init(set.features ?? ""), .init(String(set.digest.hexadecimal.prefix(12)), .faint),
    ]
  }

  private func values(_ comparison: DistanceComparison) -> TextTable {
    var table = TextTable(columns: [
      .init(title: "distance"),
      .init(title: "value", isTrailing: true),
      .init(title: "95 % interval", isTrailing: true),
      .init(title: "parts", priority: 1),
    ])
    let distance = comparison.frechet
    let parts = "means \(short(distance.meanTerm)) + covariances \(short(distance.value - distance.meanTerm))"
    table.rows = [
      [.init("Fréchet"), .init(digits(distance.value), .strong), .init(text(comparison.frechetInterval)), .init(parts)]
    ]
    if comparison.identity.convention != .exact {
      table.rows.append([.init("Fréchet, exact"), .init(digits(comparison.exact.value)), .init(""), .init("")])
    }
    if let kernel = comparison.kernel {
      table.rows.append([
        .init("kernel"), .init(digits(kernel.value), .strong), .init(text(comparison.kernelInterval)),
        .init("polynomial of degree 3, unbiased, \(kernel.precision.rawValue)"),
      ])
    }
    return table
  }

  private func remarks(_ comparison: DistanceComparison) -> [String] {
    var remarks: [String] = []
    if let interval = comparison.frechetInterval ?? comparison.kernelInterval {
      remarks.append("interval: \(interval.method)")
    }
    if let floor = comparison.floor {
      remarks.append(
        "floor: halves of the reference (\(floor.halfCount) samples each) are \(short(floor.median)) apart "
          + "(\(short(floor.low)) to \(short(floor.high)) in \(floor.splits) splits, seed \(floor.seed))")
    }
    if let expected = comparison.expectedFloor {
      remarks.append(
        "so two sets of these counts from the reference's own distribution would be about \(short(expected)) apart")
    }
    if let reason = comparison.uncertainReason { remarks.append("note: \(reason)") }
    return remarks + comparison.warnings.map { "warning: \($0)" }
  }

  private func text(_ interval: ScoreInterval?) -> String {
    interval.map { "\(short($0.low)) to \(short($0.high))" } ?? ""
  }

  /// A distance with the digits a comparison with another program needs.
  private func digits(_ value: Double) -> String {
    value != 0 && value.magnitude < 1e-3 ? "\(value)" : value.fixed(places: 9)
  }

  private func short(_ value: Double) -> String {
    if value != 0, value.magnitude < 1e-3 { return "\(Float(value))" }
    return value.fixed(places: value.magnitude < 10 ? 4 : 2)
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    DisplayText.wrapped(DisplayText.neutralised(text), to: style.width - indent - 2).enumerated().map {
      String(repeating: " ", count: $0 == 0 ? indent : indent + 2) + $1
    }
  }
}
