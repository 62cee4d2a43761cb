import ArgumentParser
import Submissions

/// The organiser's word: flags that replace the spec's fields.
struct ReplacementOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Judge by this track, by name or as a path.", valueName: "track"))
  var track: String?

  @Option(help: ArgumentHelp("Use this prompts file (txt, csv, jsonl).", valueName: "file"))
  var prompts: String?

  @Option(help: ArgumentHelp("Samples of each prompt.", valueName: "n"))
  var samples: Int?

  @Option(help: ArgumentHelp("Base seed.", valueName: "seed"))
  var seed: UInt32?

  @Option(help: ArgumentHelp("Metrics, separated by commas.", valueName: "names"))
  var metrics: String?

  @Option(
    name: .customLong("limits"), parsing: .singleValue,
    help: ArgumentHelp("A limit, not clamped; may be given several times.", valueName: "name=value"))
  var limits: [String] = []

  @Option(help: ArgumentHelp("Run the first samples only.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let samples, samples < 1 { throw ValidationError("--samples takes a number of at least 1.") }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of at least 1.") }
    if let metrics, splitNames(metrics).isEmpty { throw ValidationError("--metrics takes at least one name.") }
    for text in limits where !text.contains("=") {
      throw ValidationError("--limits takes name=value, for example prompt=60s; got \(text).")
    }
  }

  /// The flags as the reader of specs takes them.
  func overrides() -> SubmissionOverrides {
    let pairs = limits.compactMap { text -> (String, String)? in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
    return SubmissionOverrides(
      track: track, promptsFile: prompts, samples: samples, seed: seed, metrics: metrics.map(splitNames),
      limits: Dictionary(pairs, uniquingKeysWith: { _, last in last }))
  }
}
