import FormatRules
import Media
import Testing

/// Each audio rule at, and just beyond, what it allows.
struct AudioRuleTests {
  @Test(arguments: presence + formats + lengths) func findsExactly(_ example: RuleCase) throws { try example.check() }

  @Test(arguments: starts + wavs) func names(_ example: RuleCase) throws { try example.check() }

  static let presence: [RuleCase] = [
    RuleCase("no sound anywhere", ["GL301"]) { $0.play(nil) },
    RuleCase("spatial: a WAV does not stand in", ["GL301"], from: .spatial) {
      $0.play(nil)
      $0.wav = RuleSubject.SoundFile(file: "0000.wav", examination: .described(HonestClips.wav(samples: 80_000)))
    },
    RuleCase("a stream without packets", ["GL302"]) {
      $0.sound.decoded = nil
      $0.sound.failure = "no packets"
    },
    RuleCase("a stream without packets beside a good WAV", ["GL302"], from: .withWAV) {
      $0.sound.decoded = nil
    },
    RuleCase("two audio streams", ["GL306"]) { $0.clip.audio.append($0.sound) },
    RuleCase("two audio streams where sound is the input", [], from: .audioToVideo) {
      $0.clip.audio = [HonestClips.aac(samples: 1), HonestClips.aac(samples: 1)]
      $0.clip.audio[0].decoded?.channels = 6
    },
  ]

  static let formats: [RuleCase] = [
    RuleCase("stereo for mono", ["GL303"]) { $0.play(HonestClips.aac(samples: 64_512, channels: 2)) },
    RuleCase("mono for stereo", ["GL303"], from: .spatial) { $0.play(HonestClips.aac(samples: 80_896)) },
    RuleCase("a stereo WAV", ["GL303"], from: .withWAV) {
      $0.wavClip = HonestClips.wav(samples: 64_000, channels: 2)
    },
    RuleCase("one hertz below", ["GL304"]) { $0.play(HonestClips.aac(samples: 64_512, rate: 15_999)) },
    RuleCase("a WAV at 8 kHz", ["GL304"], from: .withWAV) {
      $0.wavClip = HonestClips.wav(samples: 32_000, rate: 8000)
    },
    RuleCase("above the canonical rate", ["GL330"]) { $0.play(HonestClips.aac(samples: 177_152, rate: 44_100)) },
    RuleCase("both above the canonical rate", ["GL330", "GL330"], from: .withWAV) {
      $0.play(HonestClips.aac(samples: 177_152, rate: 44_100))
      $0.wavClip = HonestClips.wav(samples: 176_400, rate: 44_100)
    },
    RuleCase("changes in the middle", ["GL308"]) { $0.samples.changesFormat = true },
    RuleCase("a header with another rate", ["GL309"]) { $0.sound.sampleRate = 44_100 },
    RuleCase("a header without a rate", []) { $0.sound.sampleRate = 0 },
  ]

  static let lengths: [RuleCase] = [
    RuleCase("two codec frames more", []) { $0.play(HonestClips.aac(samples: 64_000 + 2048)) },
    RuleCase("one sample more than two codec frames", ["GL305"]) { $0.play(HonestClips.aac(samples: 64_000 + 2049)) },
    RuleCase("two codec frames less", []) { $0.play(HonestClips.aac(samples: 64_000 - 2048)) },
    RuleCase("one sample less than that", ["GL305"]) { $0.play(HonestClips.aac(samples: 64_000 - 2049)) },
    RuleCase("a WAV 10 ms long", [], from: .withWAV) { $0.wavClip = HonestClips.wav(samples: 64_160) },
    RuleCase("a WAV one sample more than 10 ms long", ["GL305"], from: .withWAV) {
      $0.wavClip = HonestClips.wav(samples: 64_161)
    },
    RuleCase("lossless sound ends where it is meant to", ["GL305"]) {
      $0.play(HonestClips.aac(samples: 64_512))
      $0.sound.codec = "flac"
      $0.sound.frameSize = 4608
    },
    RuleCase("a decode that stopped early is not measured", ["GL516"]) {
      $0.samples.sampleCount = 10
      $0.clip.stoppedBy = .samples
    },
  ]

  static let starts: [RuleCase] = [
    RuleCase("one video frame late", []) { $0.samples.firstTime = rational(1, 8) },
    RuleCase("more than one video frame late", ["GL307"]) { $0.samples.firstTime = rational(1251, 10_000) },
    RuleCase("more than one video frame early", ["GL307"], from: .untracked) {
      $0.samples.firstTime = rational(-1251, 10_000)
    },
    RuleCase("two seconds late", ["GL305", "GL307"]) {
      $0.play(HonestClips.aac(samples: 33_792))
      $0.samples.firstTime = rational(2)
    },
  ]

  static let wavs: [RuleCase] = [
    RuleCase("a copy of the mp4", ["GL310", "GL521"], from: .withWAV) {
      $0.wav?.examination = $0.examination
      $0.wav?.file = "0000.wav"
    },
    RuleCase("no audio in the WAV", ["GL520", "GL522"], from: .withWAV) {
      $0.wavClip.audio = []
      $0.wavClip.otherStreams = ["data"]
    },
    RuleCase("as far apart as both slacks together", [], from: .untracked) {
      $0.play(HonestClips.aac(samples: 64_000 + 2048 + 160))
    },
    RuleCase("farther apart", ["GL311"], from: .untracked) {
      $0.play(HonestClips.aac(samples: 64_000 + 2048 + 161))
    },
    RuleCase("an mp3 under a WAV's name", ["GL312", "GL521"], from: .withWAV) {
      $0.wavClip.format = "mp3"
      $0.wavClip.audio[0].codec = "mp3"
    },
    RuleCase("mp3 inside a RIFF file", ["GL312"], from: .withWAV) { $0.wavClip.audio[0].codec = "mp3" },
  ]
}
