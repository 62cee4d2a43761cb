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
    guard case .value(let number) = scoring(identifier)?.value(of: .trace(trace)) else { return nil }
    return number
  }

  /// The onsets that a flavour hears in a clip; nil where it hears none of it.
  static func onsets(_ identifier: String, of trace: AlignmentTrace) -> Onsets? {
    guard let audio = scoring(identifier)?.audio, case .found(let onsets) = trace.onsets[audio] else { return nil }
    return onsets
  }

  private static func scoring(_ identifier: String) -> AlignmentScoring? {
    all.first { $0.identifier.description == identifier }
  }
}
