import Digests
public import Findings
import ModelArchive
import Quantities
import Sandbox
public import Submissions
import Tracks

/// A submission made ready to run: its files unpacked, its root chosen, its samples planned.
public struct RunPlan: Sendable {
  /// The checked spec.
  public let submission: Submission
  /// What reading the spec found: warnings and notes.
  public let findings: [Finding]
  /// What the organiser's flags replaced, in words.
  public let replaced: [String]
  /// The samples to make, in order; fewer than the spec's where a limit was given.
  public let samples: [PlannedSample]
  /// The limit on samples; nil for all.
  let limit: Int?
  /// The model's files; nil where the image holds everything.
  let bundle: ModelBundle?
  /// What `/` is made of.
  let root: RootFilesystem

  /// Readies a submission: unpacks its archive into the cache, or digests its folder.
  ///
  /// - Parameters:
  ///   - reading: what reading the spec found.
  ///   - cache: the folder bundles are unpacked into.
  ///   - limit: make the first samples only; nil for all.
  /// - Returns: the plan, or the findings that reject the spec or the bundle.
  /// - Throws: `RunError` where the cache cannot be written, or for what this version cannot run.
  public static func prepare(
    _ reading: SubmissionReading, cache: String, limit: Int? = nil
  ) throws(RunError) -> Preparation {
    guard let submission = reading.submission else { return .rejected(reading.findings) }
    let root: RootFilesystem
    switch submission.model.image {
    case .host: root = .host
    case .rootfs(let path): root = .folder(path)
    case .named(let name), .build(let name):
      throw RunError(
        .usage, "the image \(name) needs an engine that this version does not have",
        help: "use `image: host` or `rootfs:` with an unpacked root filesystem")
    }
    guard submission.model.mode == .perPrompt else {
      throw RunError(
        .usage, "mode \(submission.model.mode.rawValue) is not available in this version",
        help: "use `mode: per-prompt`")
    }
    switch try unpack(submission.model.files, cache: cache) {
    case .rejected(let findings): return .rejected(reading.findings + findings)
    case .ready(let bundle):
      let all = submission.samples
      let replaced = limit.map { ["samples: the first \($0) of \(all.count)"] } ?? []
      return .ready(
        RunPlan(
          submission: submission, findings: reading.findings + (bundle?.findings ?? []),
          replaced: reading.replaced + replaced,
          samples: Array(all.prefix(limit ?? all.count)), limit: limit, bundle: bundle, root: root))
    }
  }

  /// What came of readying a submission.
  public enum Preparation: Sendable {
    /// It can run.
    case ready(RunPlan)
    /// Its bundle is refused.
    case rejected([Finding])
  }

  private enum Unpacked {
    case ready(ModelBundle?)
    case rejected([Finding])
  }

  private static func unpack(_ files: ModelSpec.Files, cache: String) throws(RunError) -> Unpacked {
    let result: UnpackResult
    do throws(ArchiveError) {
      switch files {
      case .none: return .ready(nil)
      case .directory(let path): result = try ModelBundle.directory(path)
      case .archive(let path): result = try BundleStore(cacheDirectory: cache).unpack(archive: path)
      }
    } catch {
      throw RunError(.environment, "cannot \(error.action) \(error.path): \(error.reason)", help: error.help)
    }
    switch result {
    case .bundle(let bundle): return .ready(bundle)
    case .rejected(let findings): return .rejected(findings)
    }
  }

  /// The invocation of one sample under the wall limit given.
  func invocation(for sample: PlannedSample, wall: Duration, clock: WallClock) -> Invocation {
    let limits = submission.limits
    let call = submission.model.arguments(for: sample)
    return Invocation(
      sample: sample.id, command: call.command,
      environment: SandboxEnvironment.base.merging(call.environment) { _, own in own },
      root: root, model: bundle?.root, inputs: call.inputs,
      limits: InvocationLimits(
        wall: wall, wallClock: clock, cpuTime: limits.cpuTime, memory: limits.memory, processes: limits.processes,
        cpus: limits.cpus, shm: limits.shm, scratch: limits.scratch, output: limits.output))
  }

  /// The files a sample's model is asked to write.
  func outputs(of sample: PlannedSample) -> [OutputPlan.Planned] {
    var files = [OutputPlan.Planned(name: sample.id + ".mp4", isRequired: true)]
    if submission.track.audioSource == .either {
      files.append(OutputPlan.Planned(name: sample.id + ".wav", isRequired: false))
    }
    return files
  }

  /// The copied files of a sample, for judging.
  func files(of sample: PlannedSample, from record: InvocationRecord) -> SampleFiles {
    let path = { (suffix: String) in record.outputs.first { $0.name == sample.id + suffix }?.path }
    let audio = submission.track.audioSource == .input ? sample.prompt.audio : path(".wav")
    return SampleFiles(id: sample.id, video: path(".mp4"), audio: audio, prompt: sample.prompt.text)
  }
}
