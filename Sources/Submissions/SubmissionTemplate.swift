import HarnessData
import Quantities
public import Tracks

/// The folder that `genlock init` writes: a spec with comments that reads without findings, and what it names.
///
/// The model in it is a small program that makes clips of the right form, so that the first run works before there is a
/// model, and shows where yours goes.
public struct SubmissionTemplate: Sendable, Hashable {
  /// A file to write.
  public struct File: Sendable, Hashable {
    /// The path inside the submission's folder.
    public let path: String
    /// The content.
    public let bytes: [UInt8]
  }

  /// Files to write; the spec, `submission.yaml`, is the first.
  public let files: [File]

  /// The name of the spec in a submission's folder.
  public static let specName = "submission.yaml"

  /// Makes the template of a submission to `track`.
  ///
  /// - Parameters:
  ///   - track: the track.
  ///   - reference: what the spec says for it: its name, or the path of a track file inside the submission's folder.
  ///   - name: the submission's name.
  /// - Returns: nil where the harness's own files are not there, which `GENLOCK_HARNESS` can bring about.
  public init?(for track: Track, reference: String, name: String = "my-model") {
    guard let program = HarnessData.file("starter/generate.py"), let prompts = HarnessData.file("prompts/starter.txt")
    else { return nil }
    let spec = SpecTemplate(track: track, reference: reference, name: name).text
    var files = [
      File(path: Self.specName, bytes: Array(spec.utf8)), File(path: "model/generate.py", bytes: program),
    ]
    switch track.input {
    case .prompts: files.append(File(path: "prompts.txt", bytes: prompts))
    case .unconditional: break
    case .audio: files.append(File(path: "inputs/tone.wav", bytes: ToneWAV.bytes(seconds: 2)))
    }
    self.files = files
  }
}

/// The text of a spec to start from.
struct SpecTemplate {
  let track: Track
  let reference: String
  let name: String

  var text: String {
    """
    # A submission to the track `\(reference)`: what is run, on which prompts, and how it is judged.
    # `genlock run submission.yaml` runs and judges it; docs/spec.md explains every field.
    genlock: 1
    name: \(name)
    # team: Example Lab
    track: \(reference)

    model:
      # The model's files: a folder while you work on them, an archive (tar or zip) to hand in. Inside the sandbox they
      # are at /model, which is the working directory; only /out and /scratch can be written.
      directory: model
      # archive: model.tar.zst

      # What the model runs on: this machine's own programs, or `rootfs: ./rootfs`, an unpacked root filesystem.
      image: host

      # One process a prompt. Words in braces are replaced, without a shell; GENLOCK_PROMPT, GENLOCK_SEED and so on hold
      # the same values.
      mode: per-prompt
      command:
    \(arguments.map { "    - \($0)" }.joined(separator: "\n"))
      # env: {OMP_NUM_THREADS: "2"}

    # Without limits the machine's memory and cores count, and the track's time-outs:
    # limits: {load: \(brief(track.limits.load)), prompt: \(brief(track.limits.prompt)), memory: 24GiB, cpus: 8}

    \(prompts)

    # The track's own unless given:
    # metrics: [\(track.metrics.joined(separator: ", "))]

    """
  }

  private var arguments: [String] {
    var arguments = ["python3", "generate.py"]
    switch track.input {
    case .prompts: arguments += ["--prompt", "\"{prompt}\""]
    case .unconditional: break
    case .audio: arguments += ["--audio", "\"{audio}\""]
    }
    arguments += ["--seed", "\"{seed}\"", "--output", "\"{output}\""]
    if let width = track.canonical.width ?? track.accepts.width.least,
      let height = track.canonical.height ?? track.accepts.height.least
    {
      arguments += ["--size", "\(width)x\(height)"]
    }
    if let rate = track.canonical.frameRate ?? track.accepts.frameRate?.least {
      arguments += ["--rate", quoted(rate.framesPerSecond)]
    }
    if let duration = track.canonical.duration ?? track.accepts.duration {
      arguments += ["--seconds", "\(duration.doubleValue)"]
    }
    if let box = track.canonical.letterbox { arguments += ["--bars", "\(box.top)"] }
    if let audio = track.accepts.audio, track.input != .audio {
      arguments += ["--channels", "\(audio.channels.least ?? audio.channels.most ?? 1)"]
      let rate = track.canonical.sampleRate ?? audio.sampleRate.least
      arguments += ["--sample-rate", "\(rate?.hertz ?? 16000)"]
    }
    return arguments
  }

  private func quoted(_ rate: Rational) -> String { rate.den == 1 ? "\(rate.num)" : "\"\(rate.num)/\(rate.den)\"" }

  private func brief(_ duration: Duration) -> String { duration.brief.filter { $0 != " " } }

  private var prompts: String {
    switch track.input {
    case .prompts:
      """
      # One prompt a line; .csv and .jsonl lists can give ids and seeds.
      prompts:
        file: prompts.txt
        samples: 1
        seed: 141
      """
    case .unconditional(let count):
      """
      # This track gives nothing but seeds, and asks for \(count) clips.
      prompts:
        samples: 1
        seed: 141
      """
    case .audio:
      """
      # A folder of WAV files, or a .csv list of them.
      prompts:
        inputs: inputs
        samples: 1
        seed: 141
      """
    }
  }
}

/// A short sound to begin with.
enum ToneWAV {
  /// A mono WAV of 16-bit samples at 16 kHz: one falling tone a second.
  static func bytes(seconds: Int) -> [UInt8] {
    let rate = 16000
    let count = seconds * rate
    var bytes: [UInt8] = []
    func append(_ value: Int, _ width: Int) {
      for shift in 0..<width { bytes.append(UInt8(value >> (8 * shift) & 255)) }
    }
    bytes += Array("RIFF".utf8)
    append(36 + 2 * count, 4)
    bytes += Array("WAVEfmt ".utf8)
    for (value, width) in [(16, 4), (1, 2), (1, 2), (rate, 4), (2 * rate, 4), (2, 2), (16, 2)] { append(value, width) }
    bytes += Array("data".utf8)
    append(2 * count, 4)
    for index in 0..<count {
      // A triangle wave of 400 Hz whose loudness falls over each second.
      let phase = index % 40
      let level = phase < 20 ? phase - 10 : 30 - phase
      let loudness = rate - index % rate
      append(level * 1000 * loudness / rate & 0xFFFF, 2)
    }
    return bytes
  }
}
