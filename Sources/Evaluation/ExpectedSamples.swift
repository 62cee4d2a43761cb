public import Findings
import Sandbox

/// Holds the samples that are there against those there should be.
public enum ExpectedSamples {
  /// A sample that should be there.
  public struct Planned: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The prompt's text; nil where there is none.
    public var prompt: String?

    /// Names a sample.
    public init(id: String, prompt: String?) {
      self.id = id
      self.prompt = prompt
    }
  }

  /// Every planned sample in planned order, with its files where they are there; a missing one keeps its row.
  ///
  /// - Returns: the samples, and a finding for each one that is there but was not asked for (it is left out).
  public static func merge(
    _ planned: [Planned], with found: [SampleFiles]
  ) -> (samples: [SampleFiles], findings: [Finding]) {
    let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let samples = planned.map { wanted in
      var files = byID[wanted.id] ?? SampleFiles(id: wanted.id, video: nil, audio: nil)
      files.prompt = wanted.prompt ?? files.prompt
      return files
    }
    let wanted = Set(planned.map(\.id))
    let findings = found.filter { !wanted.contains($0.id) }.map { extra in
      Finding(
        SandboxRules.unexpectedOutput, "\(extra.id) belongs to no prompt and is left out",
        at: Location(file: extra.video ?? extra.audio, sample: extra.id),
        help: "name files after the prompts' ids: \(planned.prefix(2).map(\.id).joined(separator: ", ")), ...")
    }
    return (samples, findings)
  }

  /// The finding of a sample one of whose files is there and no regular file; nil where they can be opened.
  ///
  /// Links are not followed: one could lead to another's clip, or to the reference.
  static func notAFile(_ files: SampleFiles) -> Finding? {
    for path in [files.video, files.audio].compactMap({ $0 }) {
      guard let what = FileSystem.oddity(of: path) else { continue }
      return Finding(
        SandboxRules.outputNotAFile, "\(path) is \(what)", at: Location(file: path, sample: files.id),
        help: "put the file itself there; links are not followed")
    }
    return nil
  }

  /// The finding of a sample without a video file: never made, or a path in a manifest that leads nowhere.
  static func missing(_ files: SampleFiles) -> Finding {
    let what = files.video.map { "\($0) is not there" } ?? "there is no video for \(files.id)"
    return Finding(
      SandboxRules.missingOutput, what, at: Location(file: files.video, sample: files.id),
      help: "every planned sample needs a file; a missing one keeps its row and lowers the coverage")
  }

  /// The finding of a sample whose WAV was named, by a manifest, and is not there.
  static func missing(audio: String, _ files: SampleFiles) -> Finding {
    Finding(
      SandboxRules.missingOutput, "\(audio) is not there", at: Location(file: audio, sample: files.id),
      help: "every file that the manifest names is needed; a missing one keeps its row and lowers the coverage")
  }
}
