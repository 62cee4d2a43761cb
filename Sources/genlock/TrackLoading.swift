import Reporting
import Tracks

/// Finds the track a command names.
enum TrackLoading {
  /// The track with a name, or in the file at a path.
  ///
  /// - Throws: `CommandFailure` of status usage after printing what is wrong with the name or the file.
  static func track(_ reference: String) throws -> Track {
    let reading = TrackCatalogue.read(reference)
    guard let track = reading.track else {
      Console.printRaw(FindingRenderer().render(reading.findings))
      throw CommandFailure(.usage)
    }
    return track
  }
}
