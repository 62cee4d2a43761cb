public import Quantities
public import Tracks

/// A checked submission spec: whatever this value holds can be run.
public struct Submission: Sendable, Hashable {
  /// The submission's name: letters, digits, `.`, `_`, `-`; it names the run's folder.
  public var name: String
  /// The team, for reports.
  public var team: String?
  /// What is judged.
  public var track: Track
  /// What is run.
  public var model: ModelSpec
  /// The limits asked for, clamped to the track's.
  public var limits: SubmissionLimits
  /// The prompts, in order; one entry without text a sample for unconditional tracks.
  public var prompts: [Prompt]
  /// Samples of each prompt, at least 1.
  public var samplesPerPrompt: Int
  /// The base seed.
  public var seed: UInt32
  /// Metrics asked for, as bare or full identifiers.
  public var metrics: [String]

  /// Makes a submission.
  public init(
    name: String, team: String?, track: Track, model: ModelSpec, limits: SubmissionLimits, prompts: [Prompt],
    samplesPerPrompt: Int, seed: UInt32, metrics: [String]
  ) {
    self.name = name
    self.team = team
    self.track = track
    self.model = model
    self.limits = limits
    self.prompts = prompts
    self.samplesPerPrompt = samplesPerPrompt
    self.seed = seed
    self.metrics = metrics
  }

  /// Every sample to be made, in order: all prompts for sample number 0, prompt by prompt.
  ///
  /// The seed is the prompt's own where it has one, else base seed + prompt index + sample number x prompt count, so it
  /// depends neither on the order of running nor on a limit or a shard. A sample of one-sample submissions carries its
  /// prompt's id; otherwise the id is `<prompt>-<n>`.
  public var samples: [PlannedSample] {
    prompts.enumerated().flatMap { index, prompt in
      (0..<samplesPerPrompt).map { number in
        let own = prompt.seed.map { $0 &+ UInt32(truncatingIfNeeded: number * prompts.count) }
        let ruled = seed &+ UInt32(truncatingIfNeeded: index + number * prompts.count)
        return PlannedSample(
          id: samplesPerPrompt == 1 ? prompt.id : "\(prompt.id)-\(number)", prompt: prompt, seed: own ?? ruled)
      }
    }
  }
}

/// One sample to be made.
public struct PlannedSample: Sendable, Hashable {
  /// The sample's id: file name without extension.
  public var id: String
  /// The prompt it is made from.
  public var prompt: Prompt
  /// The seed the model is given.
  public var seed: UInt32
}

/// One input of the model.
public struct Prompt: Sendable, Hashable {
  /// The id: `0000`, `0001`, ... unless the file gives ids.
  public var id: String
  /// The text; nil for unconditional tracks and audio inputs without text.
  public var text: String?
  /// The prompt's own seed, where the file gives one.
  public var seed: UInt32?
  /// The input WAV, for audio-to-video.
  public var audio: String?

  /// Makes a prompt.
  public init(id: String, text: String?, seed: UInt32? = nil, audio: String? = nil) {
    self.id = id
    self.text = text
    self.seed = seed
    self.audio = audio
  }
}

/// What is run: files and command.
public struct ModelSpec: Sendable, Hashable {
  /// Where the model's files come from.
  public enum Files: Sendable, Hashable {
    /// An archive, unpacked once into a cache; absolute path.
    case archive(String)
    /// A folder, mounted as it is; absolute path.
    case directory(String)
    /// The image or root filesystem holds everything.
    case none
  }

  /// What `/` is made of.
  public enum Image: Sendable, Hashable {
    /// The host's own system.
    case host
    /// An unpacked root filesystem; absolute path.
    case rootfs(String)
    /// A registry image or an image archive; needs an engine of its own.
    case named(String)
    /// A Containerfile to build; needs an engine of its own.
    case build(String)
  }

  /// How the model is driven.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// A process a prompt.
    case perPrompt = "per-prompt"
    /// Loaded once, prompts over a pipe.
    case worker
    /// A prompts file in, a folder out.
    case batch
  }

  /// Where the model's files come from.
  public var files: Files
  /// What `/` is made of.
  public var image: Image
  /// How the model is driven.
  public var mode: Mode
  /// Program and arguments, with placeholders.
  public var command: [String]
  /// Environment variables of the spec.
  public var environment: [String: String]

  /// Makes a model spec.
  public init(files: Files, image: Image, mode: Mode, command: [String], environment: [String: String]) {
    self.files = files
    self.image = image
    self.mode = mode
    self.command = command
    self.environment = environment
  }
}

/// The limits of a submission after clamping; nil means the machine's.
public struct SubmissionLimits: Sendable, Hashable {
  /// Time to load; in per-prompt mode it is added to the prompt's.
  public var load: Duration
  /// Time for one prompt.
  public var prompt: Duration
  /// Time for the whole run.
  public var total: Duration?
  /// CPU seconds of one invocation.
  public var cpuTime: Duration?
  /// Memory of one invocation.
  public var memory: ByteCount?
  /// Cores.
  public var cpus: Double?
  /// Processes and threads.
  public var processes: Int
  /// Size of `/dev/shm`.
  public var shm: ByteCount
  /// Size of `/scratch`.
  public var scratch: ByteCount
  /// Size of `/out`.
  public var output: ByteCount
  /// GPUs.
  public var gpus: Int

  /// Makes limits.
  public init(
    load: Duration, prompt: Duration, total: Duration?, cpuTime: Duration?, memory: ByteCount?, cpus: Double?,
    processes: Int, shm: ByteCount, scratch: ByteCount, output: ByteCount, gpus: Int
  ) {
    self.load = load
    self.prompt = prompt
    self.total = total
    self.cpuTime = cpuTime
    self.memory = memory
    self.cpus = cpus
    self.processes = processes
    self.shm = shm
    self.scratch = scratch
    self.output = output
    self.gpus = gpus
  }
}
