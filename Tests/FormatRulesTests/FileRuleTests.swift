import Findings
import FormatRules
import Media
import Quantities
import Testing
import Tracks

/// Each rule about whole files and about content at, and just beyond, what it allows.
struct FileRuleTests {
  @Test(arguments: failures + files) func findsExactly(_ example: RuleCase) throws { try example.check() }

  @Test(arguments: content) func warns(_ example: RuleCase) throws { try example.check() }

  private static func failed(_ kind: MediaFailure.Kind) -> Examination {
    .unreadable(MediaFailure(kind: kind, detail: "SIGSEGV"))
  }

  static let failures: [RuleCase] =
    zip(
      [MediaFailure.Kind.notMedia, .forbiddenFormat, .crashed, .timedOut, .outOfMemory, .confinementBreach],
      ["GL510", "GL511", "GL512", "GL513", "GL514", "GL515"]
    ).flatMap { kind, code in
      [
        RuleCase("the mp4: \(kind)", [code]) { $0.examination = failed(kind) },
        RuleCase("the WAV: \(kind)", [code], from: .withWAV) { $0.wav?.examination = failed(kind) },
        RuleCase("both, no track: \(kind)", [code, code], from: .untracked) {
          $0.examination = failed(kind)
          $0.wav?.examination = failed(kind)
        },
        RuleCase("a WAV that the track does not take: \(kind)", [], from: .spatial) {
          $0.wav = RuleSubject.SoundFile(file: "0000.wav", examination: failed(kind))
        },
      ]
    }

  static let files: [RuleCase] = [
    RuleCase("damaged packets", ["GL517"]) { $0.clip.damagedPackets = 1 },
    RuleCase("too many pixels to decode", ["GL516"]) {
      $0.clip.stoppedBy = .pixels
      $0.picture.decoded = nil
    },
    RuleCase("a header as far off as frames allow", []) {
      // 4.032 s of sound, one frame of 125 ms, two codec frames of 64 ms, 10 ms.
      $0.clip.declaredDuration = rational(4032 + 125 + 128 + 10, 1000)
    },
    RuleCase("a header farther off", ["GL518"]) { $0.clip.declaredDuration = rational(4296, 1000) },
    RuleCase("a header that claims ten seconds", ["GL518"], from: .untracked) {
      $0.clip.declaredDuration = rational(10)
    },
    RuleCase("a header that counts a stream which is not decoded", ["GL209"], from: .untracked) {
      $0.clip.declaredDuration = rational(10)
      $0.clip.video.append($0.picture)
      $0.clip.video[1].decoded = nil
    },
    RuleCase("a header that counts subtitles", ["GL520"], from: .untracked) {
      $0.clip.declaredDuration = rational(10)
      $0.clip.otherStreams = ["subtitle"]
    },
    RuleCase("a WAV header that claims four times", ["GL305", "GL311", "GL518"], from: .withWAV) {
      $0.wavClip = HonestClips.wav(samples: 16_000)
      $0.wavClip.declaredDuration = rational(4)
    },
    RuleCase("as large as the track takes", []) {
      $0.track?.accepts.fileSize = ByteCount(bytes: 1000)
      $0.clip.byteCount = 1000
    },
    RuleCase("a byte larger", ["GL519"]) {
      $0.track?.accepts.fileSize = ByteCount(bytes: 1000)
      $0.clip.byteCount = 1001
    },
    RuleCase("subtitles", ["GL520"]) { $0.clip.otherStreams = ["subtitle"] },
    RuleCase("a GIF named .mp4", ["GL521"], from: .untracked) {
      $0.clip.format = "gif"
      $0.clip.audio = []
      $0.wav = nil
    },
    RuleCase("a name without an extension", []) { $0.file = "out.d/clip" },
    RuleCase("an upper-case extension", []) { $0.file = "CLIP.MP4" },
    RuleCase("nothing inside", ["GL522"]) {
      $0.clip.video = []
      $0.clip.audio = []
    },
  ]

  static let content: [RuleCase] = [
    RuleCase("94 of 100 steps repeat", ["GL231"]) {
      $0.show(HonestClips.video(frames: 101, rate: rational(25)))
      $0.pictures.repeatedFrames = 94
    },
    RuleCase("95 of 100 steps repeat", ["GL231", "GL401"]) {
      $0.show(HonestClips.video(frames: 101, rate: rational(25)))
      $0.pictures.repeatedFrames = 95
    },
    RuleCase("as dark as a picture may be", []) { $0.pictures.highestLuma = 18 },
    RuleCase("darker", ["GL402"]) { $0.pictures.highestLuma = 17.99 },
    RuleCase("as quiet as a sound may be", []) { $0.samples.peak = 0.001 },
    RuleCase("quieter", ["GL403"]) { $0.samples.peak = 0.000_99 },
    RuleCase("clipped peaks below 1 %", []) { $0.samples.clippedSamples = 645 },
    RuleCase("clipped from 1 % on", ["GL404"]) { $0.samples.clippedSamples = 646 },
    RuleCase("one NaN", ["GL405"]) { $0.samples.nonFiniteSamples = 1 },
    RuleCase("all NaN is not silence", ["GL405"]) {
      $0.samples.nonFiniteSamples = 64_512
      $0.samples.peak = 0
    },
    RuleCase("a mean of 0.05", []) { $0.samples.mean = 0.05 },
    RuleCase("a mean beyond that, below zero", ["GL406"]) { $0.samples.mean = -0.0501 },
    RuleCase("equal channels", ["GL407"], from: .spatial) { $0.samples.channelsAreIdentical = true },
    RuleCase("equal silent channels", ["GL403"], from: .spatial) {
      $0.samples.channelsAreIdentical = true
      $0.samples.peak = 0
    },
  ]
}
