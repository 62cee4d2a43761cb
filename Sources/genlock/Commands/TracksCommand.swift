import ArgumentParser
import HarnessData
import Reporting
import Tracks

/// `genlock tracks`: lists and shows what is judged.
struct TracksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tracks",
    abstract: "List the tracks, or show one: what it accepts, what the numbers assume, its limits and metrics.",
    discussion: """
      A track is a YAML file; --yaml prints the file itself, to start one of your own from.

      Example: genlock tracks temporal
      """)

  @Argument(help: "A track's name, or the path of a track file.")
  var track: String?

  @Flag(help: "Print the track's file.")
  var yaml = false

  @OptionGroup var output: TextOptions

  func run() throws {
    guard let name = track else {
      for name in TrackCatalogue.names {
        guard let track = TrackCatalogue.track(named: name) else { continue }
        try Console.printData("\(padded(name, 16))  \(track.title)\n")
      }
      return
    }
    let track = try TrackLoading.track(name)
    try Console.printData(
      yaml ? String(decoding: track.source, as: UTF8.self) : TrackSheet.render(track, style: output.style))
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
