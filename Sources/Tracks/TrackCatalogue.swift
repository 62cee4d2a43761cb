public import Findings
import Glibc
import HarnessData
import PositionedYAML

/// What came of reading a track: the track (nil where a finding is an error) and every finding.
public struct TrackReading: Sendable {
  /// The track.
  public let track: Track?
  /// Findings in source order.
  public let findings: [Finding]

  /// Makes a reading.
  public init(track: Track?, findings: [Finding]) {
    self.track = track
    self.findings = findings
  }
}

/// The tracks that come with the program, and the way to any other.
public enum TrackCatalogue {
  /// The names of the tracks that come with the program, in alphabetical order.
  public static var names: [String] {
    HarnessData.names.compactMap { path in
      guard path.hasPrefix("tracks/"), path.hasSuffix(".yaml") else { return nil }
      return String(path.dropFirst("tracks/".count).dropLast(".yaml".count))
    }
  }

  /// The track of that name that comes with the program; nil where there is none or it cannot be read.
  public static func track(named name: String) -> Track? { read(named: name).track }

  /// Reads what `reference` means: the name of a track, or the path of a track file.
  ///
  /// A reference with a `/` in it, or that ends in `.yaml` or `.yml`, is a path, relative to the working directory.
  public static func read(_ reference: String) -> TrackReading {
    isPath(reference) ? read(path: reference) : read(named: reference)
  }

  /// Whether a reference to a track is a path rather than a name.
  public static func isPath(_ reference: String) -> Bool {
    reference.contains("/") || reference.hasSuffix(".yaml") || reference.hasSuffix(".yml")
  }

  /// Reads the track of that name that comes with the program.
  public static func read(named name: String) -> TrackReading {
    guard names.contains(name), let bytes = HarnessData.file("tracks/\(name).yaml") else {
      return TrackReading(track: nil, findings: [UnknownTrack.finding(name, known: names)])
    }
    return read(bytes, name: "tracks/\(name).yaml")
  }

  /// Reads the track file at `path`; `shownAs` is its name in findings, the path itself unless given.
  public static func read(path: String, shownAs name: String? = nil) -> TrackReading {
    let name = name ?? path
    switch FileReading.bytes(path: path, atMost: YAMLReader.maximumBytes + 1) {
    case .success(let bytes): return read(bytes, name: name)
    case .failure(let failure):
      return TrackReading(track: nil, findings: [UnreadableTrack.finding(path: name, reason: failure.reason)])
    }
  }

  /// Reads a track file's text; `name` is the file's name in findings.
  public static func read(_ bytes: [UInt8], name: String) -> TrackReading {
    let reader = DocumentReader(YAMLReader.read(bytes, name: name))
    var track = reader.document.flatMap { TrackFileReader(document: $0, reader: reader).track() }
    track?.source = bytes
    return TrackReading(track: reader.hasErrors ? nil : track, findings: reader.sortedFindings)
  }
}
