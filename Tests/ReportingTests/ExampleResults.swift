import Digests
import Evaluation
import Findings
import Media
import Quantities
import Sandbox
import Scoring
import Tracks

/// Results for renderers to render.
enum ExampleResults {
  /// A run of five samples: good, badly formatted, timed out, exited, not run.
  static func run() throws -> EvaluationResult {
    var result = EvaluationResult(kind: .run, name: "drummer", track: try track("temporal"))
    result.team = "Example Lab"
    result.profile = String(repeating: "5c", count: 32)
    result.verdict = .rejected
    result.samples = [goodSample(), stereoSample(), timedOutSample(), exitedSample(), pendingSample()]
    result.findings = [spec]
    result.scores = [complete, unscored]
    result.sandbox = SandboxReport(
      engine: "bubblewrap",
      abilities: EngineAbilities(
        limits: [
          .memory: .enforced, .processes: .enforced, .prompt: .enforced, .cpuTime: .observed, .cpus: .unavailable,
        ],
        isolation: ["no network", "read-only root", "no capabilities"],
        caveats: ["the CPU quota is not held; run beneath `systemd-run --user --scope -p Delegate=yes`"]))
    result.replaced = ["prompts: file prompts.txt -> organiser.txt"]
    result.runDirectory = "runs/2025-01-31T12-00-00-drummer"
    result.wallSeconds = 151.4
    return result
  }

  /// A lint without a track of one good and one unreadable file.
  static func lint() -> EvaluationResult {
    var result = EvaluationResult(kind: .lint)
    result.verdict = .rejected
    var good = SampleResult(id: "0000")
    good.files = ["out/0000.mp4", "out/0000.wav"]
    good.media = clip(channels: 1)
    good.audioMedia = wav
    var broken = SampleResult(id: "0001")
    broken.files = ["out/0001.mp4"]
    broken.findings = [
      finding(
        "GL510", .error, "the file cannot be read as media (moov atom not found)", "0001", help: "close the writer")
    ]
    result.samples = [good, broken]
    result.wallSeconds = 0.08
    return result
  }

  /// A score over 96 accepted samples and four bad ones late in the list.
  static func score() throws -> EvaluationResult {
    var result = EvaluationResult(kind: .score, track: try track("temporal"))
    result.samples = (0..<100).map { index in
      var sample = SampleResult(id: "clip_\(index)")
      sample.media = clip(channels: 1)
      if index >= 96 {
        sample.findings = [finding("GL303", .error, "the audio has two channels; the track asks for mono", sample.id)]
      }
      return sample
    }
    result.verdict = .rejected
    result.scores = [partial]
    result.wallSeconds = 12.25
    return result
  }

  /// Everything that comes from outside, hostile.
  static func hostile() throws -> EvaluationResult {
    let evil = "\u{1B}[2J\u{1B}]0;owned\u{7}\r\n\u{202E}gnp.\u{0}\u{2028}"
    var result = try run()
    result.name = evil
    result.team = evil
    result.replaced = [evil]
    result.runDirectory = evil
    result.sandbox?.abilities.caveats = [evil]
    result.sandbox?.abilities.isolation = [evil]
    result.findings = [finding("GL012", .error, evil, evil, help: evil)]
    for index in result.samples.indices {
      result.samples[index].id = evil + "\(index)"
      result.samples[index].prompt = evil
      result.samples[index].files = [evil]
      result.samples[index].findings = [finding("GL203", .error, evil, evil, help: evil)]
      result.samples[index].record?.standardError = CapturedLog(head: Array(evil.utf8) + [0xFF, 0x9B], totalBytes: 99)
      result.samples[index].record?.detail = evil
      result.samples[index].media?.format = evil
    }
    result.scores[0].warnings = [evil]
    result.scores[1].state = .unscored(reason: evil)
    return result
  }

  static func track(_ name: String) throws -> Track {
    guard let track = TrackCatalogue.track(named: name) else { throw MissingTrack(name: name) }
    return track
  }

  struct MissingTrack: Error { let name: String }

  // MARK: Parts

  static let spec: Finding = {
    let rule = RuleDescription(
      code: "GL012", name: "unknown-key", severity: .warning, summary: "A key is known.", explanation: "", failing: "",
      passing: "")
    return Finding(
      rule, "unknown key `comand`", at: Location(file: "submission.yaml", position: TextPosition(line: 12, column: 3)),
      help: "did you mean `command`?", excerpt: SourceExcerpt(line: "  comand: [python3]", column: 3, length: 6))
  }()

  private static func finding(
    _ code: String, _ severity: Severity, _ message: String, _ sample: String, help: String? = nil
  ) -> Finding {
    Finding(
      code: RuleCode(rawValue: code), severity: severity, fault: .submission, message: message,
      location: Location(file: "\(sample).mp4", sample: sample, stream: "audio 1", time: 1.5), help: help)
  }

  private static func goodSample() -> SampleResult {
    var sample = SampleResult(id: "0000", prompt: "a stick hits a drum", seed: 141)
    sample.record = InvocationRecord(
      outcome: .completed, fault: nil, wallSeconds: 1.24, cpuSeconds: 0.91, peakMemory: 43 << 20, measurement: .cgroup,
      outputs: [
        CollectedOutput(
          name: "0000.mp4", path: "outputs/0000/0000.mp4", byteCount: 48_211, digest: SHA256Digest.of("a"))
      ])
    sample.media = clip(channels: 1)
    sample.files = ["outputs/0000/0000.mp4"]
    sample.findings = [
      finding("GL216", .note, "a player stretches the picture by 16:9", "0000", help: "say so when scaling")
    ]
    return sample
  }

  private static func stereoSample() -> SampleResult {
    var sample = SampleResult(id: "0001", prompt: "太鼓を打つ音、ゆっくりと三回", seed: 142)
    sample.record = InvocationRecord(
      outcome: .completed, fault: nil, wallSeconds: 1.3, cpuSeconds: 1, peakMemory: 44 << 20, measurement: .cgroup)
    sample.media = clip(channels: 2)
    sample.files = ["outputs/0001/0001.mp4"]
    sample.findings = [
      finding(
        "GL303", .error, "the audio has two channels; the track asks for one channel (mono)", "0001", help: "`-ac 1`"),
      finding("GL404", .warning, "3.2 % of the samples of the audio are at or beyond full scale", "0001"),
    ]
    return sample
  }

  private static func timedOutSample() -> SampleResult {
    var sample = SampleResult(id: "0002", prompt: "hammer on metal", seed: 143)
    sample.record = InvocationRecord(
      outcome: .timedOut(.prompt), fault: .submission, limitsHit: [.prompt], wallSeconds: 120.01, cpuSeconds: 119,
      peakMemory: 2 << 30, measurement: .sampled)
    sample.findings = [finding("GL601", .error, "the prompt took longer than 120 s", "0002")]
    return sample
  }

  private static func exitedSample() -> SampleResult {
    var sample = SampleResult(id: "0003", prompt: "a dog barks twice in an empty hall", seed: 144)
    let log = """
      loading weights
      Traceback (most recent call last):
        File "/model/generate.py", line 7, in <module>
      FileNotFoundError: weights.pt
      """
    sample.record = InvocationRecord(
      outcome: .exited(1), fault: .submission, wallSeconds: 0.04,
      standardError: CapturedLog(head: Array(log.utf8), totalBytes: Int64(log.utf8.count)))
    sample.findings = [finding("GL602", .error, "the command exited with 1", "0003")]
    return sample
  }

  private static func pendingSample() -> SampleResult {
    var sample = SampleResult(id: "0004", prompt: "rain", seed: 145)
    sample.isPending = true
    return sample
  }

  private static func clip(channels: Int) -> MediaDescription {
    var video = VideoStream(index: 0, codec: "h264", width: 256, height: 256)
    video.pixelFormat = "yuv420p"
    video.guessedFrameRate = FrameRate(Rational(8))
    video.declaredFrameCount = 32
    var decoded = DecodedVideo(frameCount: 32, width: 256, height: 256)
    decoded.firstTime = .zero
    decoded.lastTime = Rational(31, 8)
    decoded.span = Rational(4)
    decoded.frameRate = FrameRate(Rational(8))
    decoded.lowestLuma = 90.25
    decoded.highestLuma = 120.5
    video.decoded = decoded
    var audio = AudioStream(index: 1, codec: "aac", sampleRate: 16_000, channels: channels)
    audio.frameSize = 1024
    audio.decoded = DecodedAudio(sampleCount: 64_512, sampleRate: 16_000, channels: channels)
    return MediaDescription(
      format: "mov,mp4,m4a,3gp,3g2,mj2", byteCount: 48_211, declaredDuration: Rational(504, 125), declaredStart: .zero,
      video: [video], audio: [audio], otherStreams: [], stoppedBy: nil, damagedPackets: 0)
  }

  private static let wav: MediaDescription = {
    var audio = AudioStream(index: 0, codec: "pcm_s16le", sampleRate: 16_000, channels: 1)
    audio.decoded = DecodedAudio(sampleCount: 64_000, sampleRate: 16_000, channels: 1)
    return MediaDescription(
      format: "wav", byteCount: 128_044, declaredDuration: Rational(4), declaredStart: nil, video: [], audio: [audio],
      otherStreams: [], stoppedBy: nil, damagedPackets: 0)
  }()

  static let complete = Score(
    id: MetricIdentifier(base: "av-align", flavour: "svg-2024"), state: .complete, value: 0.320_612_345_678_9,
    direction: .higher, coverage: Coverage(scored: 5, expected: 5),
    interval: ScoreInterval(level: 0.95, low: 0.28, high: 0.361_234_5, method: "bootstrap by clip"),
    samples: ["0000": .value(0.4), "0001": .value(0.1 + 0.2), "0002": .unscored(reason: "no output")],
    parity: .verified,
    provenance: ["resampler": "kaiser-best", "decoder": "libavcodec 59.37"],
    warnings: ["some clips were scored on their WAV and some on the mp4's audio"], insight: ExampleInsight.insight)

  private static let partial = Score(
    id: MetricIdentifier(base: "av-align", flavour: "svg-2024", variants: ["mp4audio"]), state: .partial, value: 0.25,
    direction: .higher, coverage: Coverage(scored: 96, expected: 100), samples: [:], parity: .verified, provenance: [:])

  private static let unscored = Score(
    id: MetricIdentifier(base: "fvd", flavour: "styleganv-16f"),
    state: .unscored(reason: "not available in this version"), value: nil, direction: .lower,
    coverage: Coverage(scored: 0, expected: nil), samples: [:], parity: .unverified, provenance: [:])
}
