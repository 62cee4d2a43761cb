import Digests
public import Evaluation
import Scoring

/// A plot and the name of the file it goes to.
public struct PlotFile: Sendable, Hashable {
  /// The file's name: `shift-<metric>.svg`, `timeline-<sample>.svg`.
  public let name: String
  /// The SVG document.
  public let text: String

  /// All plots of a result: the shift curve of each AV-Align score, and the timelines of some clips.
  ///
  /// Which clips: all of up to twelve, of more those with the four lowest, the four middle and the four highest values
  /// of the first AV-Align score, by its peaks and onsets.
  public static func all(of result: EvaluationResult) -> [PlotFile] {
    var files = result.scores.compactMap { score in
      ShiftPlot().render(score).map { PlotFile(name: "shift-\(safe(score.id)).svg", text: $0) }
    }
    if let score = result.scores.first(where: { $0.insight != nil }) {
      files += (score.insight?.timelines ?? []).map { timeline in
        PlotFile(
          name: "timeline-\(safe(timeline.sample)).svg",
          text: TimelinePlot().render(timeline, metric: score.id.description))
      }
    }
    return files
  }

  /// An identifier as part of a file name: `@` and `+` become `_`.
  private static func safe(_ id: MetricIdentifier) -> String {
    String(id.description.map { $0 == "@" || $0 == "+" ? "_" : $0 })
  }

  /// A sample's id as part of a file name that every system takes: all bytes but letters, digits, `.`, `_` and `-` are
  /// percent-encoded, and a long name ends in its digest. Ids that differ stay different.
  static func safe(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    guard text.utf8.count > 160 else { return text }
    return text.prefix(128) + "-" + SHA256Digest.of(name).hexadecimal.prefix(16)
  }
}
