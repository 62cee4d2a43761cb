import Tracks

/// Which metrics a departure from the canonical format touches.
enum MetricSensitivity {
  /// What departs.
  enum Aspect {
    /// Size or framing of the picture.
    case picture
    /// Frames a second.
    case frameRate
    /// Length of the clip.
    case duration
    /// Audio samples a second.
    case sampleRate
  }

  private static let pictureOnly: Set = ["fvd", "kvd", "is", "clipsim"]
  private static let soundOnly: Set = ["fad", "clap"]

  /// The track's metrics that read what departs, in the track's order; a metric not known here is taken to read
  /// everything.
  static func metrics(of track: Track, reading aspect: Aspect) -> [String] {
    track.metrics.filter { name in
      let base = String(name.prefix { $0 != "@" && $0 != "+" })
      switch aspect {
      case .picture, .frameRate: return !soundOnly.contains(base)
      case .sampleRate: return !pictureOnly.contains(base)
      case .duration: return true
      }
    }
  }

  /// `it changes fvd, av-align`, or that the track's metrics do not read it.
  static func consequence(of aspect: Aspect, in track: Track) -> String {
    let names = metrics(of: track, reading: aspect)
    return names.isEmpty ? "no metric of the track reads it" : "it changes " + names.joined(separator: ", ")
  }
}
