import Digests
import Findings
import FoundationEssentials
import Sandbox
import Submissions
import Tracks

/// `run.json`: what a run was asked to do. Written once, before the first sample; `resume` and `report` start from it.
struct RunManifest: Codable, Sendable, Equatable {
  static let currentVersion = 2

  var version = RunManifest.currentVersion
  var tool: String
  var name: String
  var team: String?
  /// Absolute path of the spec, read again by `resume`.
  var specPath: String
  var overrides: OverridesWire
  var engine: String
  var abilities: AbilitiesWire
  /// The track's own file, so that a report needs nothing outside the run's folder.
  var trackSource: String
  var metrics: [String]
  var samples: [SampleWire]
  /// What reading the spec and the bundle found: warnings and notes.
  var findings: [FindingWire]
  var replaced: [String]
  /// The limit on samples; nil for all.
  var limit: Int?
  /// How many samples the spec asks for, whatever the limit.
  var expected: Int
  /// What every score of the run must carry because of this machine's decoder; nil where it is the reference's equal.
  var decoderWarning: String?
  /// What the profile is made of, one fact a line, and its digest.
  var profileFacts: [String]
  var profile: SHA256Digest

  /// One planned sample.
  struct SampleWire: Codable, Sendable, Equatable {
    var id: String
    var prompt: String?
    var seed: UInt32
  }

  /// The engine's table.
  struct AbilitiesWire: Codable, Sendable, Equatable {
    var limits: [String: EngineAbilities.Ability]
    var isolation: [String]
    var caveats: [String]

    init(_ abilities: EngineAbilities) {
      limits = Dictionary(uniqueKeysWithValues: abilities.limits.map { ($0.key.rawValue, $0.value) })
      isolation = abilities.isolation
      caveats = abilities.caveats
    }

    var abilities: EngineAbilities {
      let known = limits.compactMap { entry in LimitName(rawValue: entry.key).map { ($0, entry.value) } }
      return EngineAbilities(
        limits: Dictionary(uniqueKeysWithValues: known), isolation: isolation, caveats: caveats)
    }
  }

  /// The organiser's flags, so that `resume` reads the spec the same way.
  struct OverridesWire: Codable, Sendable, Equatable {
    var track: String?
    var promptsFile: String?
    var samples: Int?
    var seed: UInt32?
    var metrics: [String]?
    var limits: [String: String]

    init(_ overrides: SubmissionOverrides) {
      track = overrides.track.map { TrackCatalogue.isPath($0) ? FileSystem.absolute($0) : $0 }
      promptsFile = overrides.promptsFile.map(FileSystem.absolute)
      samples = overrides.samples
      seed = overrides.seed
      metrics = overrides.metrics
      limits = overrides.limits
    }

    var overrides: SubmissionOverrides {
      SubmissionOverrides(
        track: track, promptsFile: promptsFile, samples: samples, seed: seed, metrics: metrics, limits: limits)
    }
  }
}

extension RunManifest {
  /// The track the run is judged by.
  ///
  /// - Throws: `RunError` of kind usage where this version cannot read the stored track file.
  func track() throws(RunError) -> Track {
    let reading = TrackCatalogue.read(Array(trackSource.utf8), name: "run.json: track")
    guard let track = reading.track else {
      throw RunError(.usage, "the run's track cannot be read: \(reading.findings.first?.message ?? "no reason given")")
    }
    return track
  }

  /// Writes the manifest durably.
  func write(to path: String) throws(RunError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(self)
    } catch {
      throw RunError(.harness, "cannot encode \(path): \(error)")
    }
    try FileSystem.write(Array(data) + [UInt8(ascii: "\n")], to: path)
  }

  /// Reads a manifest.
  ///
  /// - Throws: `RunError` of kind usage where `path` is not there or not a manifest this version knows.
  static func read(from path: String) throws(RunError) -> RunManifest {
    guard let bytes = try FileSystem.read(path) else {
      throw RunError(.usage, "\(path) does not exist", help: "name a folder made by `genlock run`")
    }
    let manifest: RunManifest
    if let version = WireVersion.read(Data(bytes)), version != currentVersion {
      throw RunError(
        .usage, "\(path): run manifest version \(version) is not known to this version",
        help: "use the Genlock that made the run; its report.json and report.txt are still there")
    }
    do {
      manifest = try JSONDecoder().decode(RunManifest.self, from: Data(bytes))
    } catch {
      throw RunError(
        .usage, "\(path) is damaged, or not a manifest that `genlock run` wrote",
        help: "restore the file, or start a new run; finished clips are in the folder outputs beside it")
    }
    return manifest
  }
}
