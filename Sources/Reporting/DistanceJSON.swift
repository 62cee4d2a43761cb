import Digests
import NumericKernels
public import Scoring

/// The distances between two sets of features as JSON, by the contract `genlock.distance/1`.
public struct DistanceJSON: Sendable {
  /// The contract's name.
  public static let schema = "genlock.distance/1"

  private let tool: ToolIdentity

  /// Makes a renderer that signs with `tool`.
  public init(tool: ToolIdentity) { self.tool = tool }

  /// A comparison, indented, ending in a line break.
  public func render(_ comparison: DistanceComparison) -> String {
    let identity = comparison.identity
    return document([
      "divisor": .string(identity.divisor.rawValue),
      "convention": .string(identity.convention.rawValue),
      "generated": side(comparison.generated.set, rank: comparison.generated.rank),
      "reference": side(comparison.reference.set, rank: comparison.reference.rank),
      "frechet": .members([
        "value": .number(comparison.frechet.value),
        "exact": .number(comparison.exact.value),
        "mean_term": .number(comparison.frechet.meanTerm),
        "traces": .array([.number(comparison.frechet.leftTrace), .number(comparison.frechet.rightTrace)]),
        "root_trace": .number(comparison.frechet.rootTrace),
        "route": .string(comparison.frechet.route.rawValue),
        "interval": interval(comparison.frechetInterval),
      ]),
      "kernel": comparison.kernel.map { kernel in
        .members([
          "value": .number(kernel.value), "precision": .string(kernel.precision.rawValue),
          "interval": interval(comparison.kernelInterval),
        ])
      } ?? .null,
      "floor": comparison.floor.map { floor in
        .members([
          "median": .number(floor.median), "low": .number(floor.low), "high": .number(floor.high),
          "half_samples": .count(floor.halfCount), "splits": .count(floor.splits), "seed": .count(floor.seed),
          "expected_at_counts": .optional(comparison.expectedFloor),
        ])
      } ?? .null,
      "reason": .optional(comparison.uncertainReason),
      "linear_algebra": .optional(LinearAlgebraLibrary.description),
      "warnings": .strings(comparison.warnings),
    ])
  }

  /// A set that was read, indented, ending in a line break; `rank` is that of its covariance.
  public func render(_ set: FeatureSet, rank: Int) -> String { document(["set": side(set, rank: rank)]) }

  private func document(_ members: KeyValuePairs<String, JSONValue>) -> String {
    let head: KeyValuePairs<String, JSONValue> = [
      "schema": .string(Self.schema),
      "tool": .members(["name": .string(tool.name), "version": .string(tool.version)]),
    ]
    return JSONValue.object((Array(head) + Array(members)).map { JSONValue.Member($0.key, $0.value) }).text() + "\n"
  }

  private func side(_ set: FeatureSet, rank: Int) -> JSONValue {
    .members([
      "file": .string(set.source), "kind": .string(set.distribution.features == nil ? "statistics" : "features"),
      "samples": .count(set.distribution.count), "features": .count(set.distribution.dimensions),
      "rank": .count(rank), "made_by": .optional(set.features), "sha256": .string(set.digest.hexadecimal),
    ])
  }

  private func interval(_ interval: ScoreInterval?) -> JSONValue {
    guard let interval else { return .null }
    return .members([
      "level": .number(interval.level), "low": .number(interval.low), "high": .number(interval.high),
      "method": .string(interval.method),
    ])
  }
}
