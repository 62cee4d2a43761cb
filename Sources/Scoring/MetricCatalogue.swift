/// The metrics this version knows by name, and what a name on a command line or in a spec stands for.
public enum MetricCatalogue {
  /// What a metric's name came to.
  public enum Resolution: Sendable, Hashable {
    /// A metric this version computes.
    case available(MetricIdentifier)
    /// A metric this version knows but cannot compute; it is reported as unscored, for the reason given.
    case unavailable(MetricIdentifier, reason: String)
    /// Not a metric's name; the nearest known name, where one is near.
    case unknown(suggestion: String?)
  }

  /// The metrics this version computes, by full identifier without variants.
  public static let available: [MetricIdentifier] = AlignmentFlavour.all.map(\.identifier)

  /// The bare names of all metrics of the challenges, and which way each is better.
  public static let directions: [String: ScoreDirection] = [
    "av-align": .higher, "cavp": .higher, "clap": .higher, "clipsim": .higher, "fad": .lower, "fvd": .lower,
    "imagebind": .higher, "is": .higher, "kvd": .lower, "languagebind": .higher, "spatial-av-align": .higher,
  ]

  /// Resolves a bare name (`av-align`) through a track's flavours, or a full identifier as it stands; either may carry
  /// variants.
  ///
  /// - Parameters:
  ///   - name: what was asked for.
  ///   - flavours: full identifiers by bare name; a bare name that is not in it resolves where one flavour alone is
  ///     available.
  public static func resolve(_ name: String, flavours: [String: String] = [:]) -> Resolution {
    guard var asked = MetricIdentifier(parsing: name), directions[asked.base] != nil else {
      return .unknown(suggestion: suggestion(for: name))
    }
    let candidates = available.filter { $0.base == asked.base }
    if asked.flavour == nil {
      let meant = flavours[asked.base].flatMap { MetricIdentifier(parsing: $0) }
      if let found = meant ?? (candidates.count == 1 ? candidates[0] : nil) {
        asked.flavour = found.flavour
        asked.variants = found.variants + asked.variants
      }
    }
    if let scoring = AlignmentScoring(asked) { return .available(scoring.identifier) }
    return .unavailable(asked, reason: reason(asked, candidates))
  }

  private static func reason(_ asked: MetricIdentifier, _ candidates: [MetricIdentifier]) -> String {
    guard !candidates.isEmpty else { return "not available in this version" }
    if candidates.contains(where: { $0.flavour == asked.flavour }) {
      return "\(asked.base)@\(asked.flavour ?? "") has no such variant"
    }
    let names = candidates.map(\.description).joined(separator: ", ")
    return asked.flavour == nil ? "name a flavour: \(names)" : "no such flavour; there are \(names)"
  }

  /// The score of a metric that cannot be computed.
  public static func unscored(_ id: MetricIdentifier, reason: String, expected: Int?) -> Score {
    Score(
      id: id, state: .unscored(reason: reason), value: nil, direction: directions[id.base] ?? .higher,
      coverage: Coverage(scored: 0, expected: expected), samples: [:], parity: .unverified, provenance: [:])
  }

  private static func suggestion(for name: String) -> String? {
    let known = directions.keys.sorted() + available.map(\.description)
    let nearest = known.map { ($0, distance(name, $0)) }.min { $0.1 < $1.1 }
    return nearest.flatMap { $0.1 <= max(1, $0.0.count / 3) ? $0.0 : nil }
  }

  /// Levenshtein distance in bytes.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8))
    var row = Array(0...right.count)
    for (lineIndex, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = lineIndex + 1
      for (index, other) in right.enumerated() {
        let substituted = diagonal + (byte == other ? 0 : 1)
        diagonal = row[index + 1]
        row[index + 1] = min(substituted, row[index] + 1, row[index + 1] + 1)
      }
    }
    return row[right.count]
  }
}
