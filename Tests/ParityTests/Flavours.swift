import Features
import Scoring

/// Every flavour of AV-Align in every variant.
enum Flavours {
  static let identifiers = [
    "av-align@svg-2024", "av-align@svg-2024+soxr", "av-align@svg-2024+mp4audio", "av-align@svg-2024+soxr+mp4audio",
    "av-align@tempotokens-2023", "av-align@tempotokens-2023+soxr", "av-align@tempotokens-2023+mp4audio",
    "av-align@tempotokens-2023+soxr+mp4audio", "av-align@tempotokens-2025", "av-align@tempotokens-2025+soxr",
    "av-align@tempotokens-2025+mp4audio", "av-align@tempotokens-2025+soxr+mp4audio", "av-align@savgbench",
    "av-align@javisbench", "av-align@javisbench+mp4audio",
  ]

  static let all = identifiers.compactMap { MetricIdentifier(parsing: $0).flatMap(AlignmentScoring.init) }

  /// A clip's value; nil where the flavour has none for it, or is not known.
  static func value(_ identifier: String, of trace: AlignmentTrace) -> Double? {
    let scoring = all.first { $0.identifier.description == identifier }
    guard case .value(let number) = scoring?.value(of: .trace(trace)) else { return nil }
    return number
  }
}
