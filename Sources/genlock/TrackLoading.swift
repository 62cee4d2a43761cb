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
    try checkRules(of: track)
    return track
  }

  /// Refuses a track that moves a rule nobody knows: its author would believe a rule is off that is not.
  static func checkRules(of track: Track) throws {
    guard let unknown = track.ruleLevels.keys.sorted().first(where: { RuleCatalogue.rule($0) == nil }) else { return }
    throw CommandFailure(
      .usage, "the track \(track.name) sets the level of \(unknown), which is no rule",
      help: "`genlock explain` lists the rules")
  }
}
