import FormatRules
import Media
import Testing

/// Clips that honest tools write get no finding at all.
struct HonestClipTests {
  @Test(arguments: cases) func passesCleanly(_ example: RuleCase) throws { try example.check() }

  static let cases: [RuleCase] = [
    RuleCase("x264 and AAC, 64,512 samples for four seconds", []),
    RuleCase("a WAV beside it", [], from: .withWAV),
    RuleCase("a WAV instead of sound in the mp4", [], from: .withWAV) { $0.play(nil) },
    RuleCase("no edit list: 65,536 samples with the priming", []) {
      $0.play(HonestClips.aac(samples: 65_536))
      $0.clip.declaredDuration = rational(65_536, 16_000)
    },
    RuleCase("priming before the first picture", []) {
      $0.samples.firstTime = rational(-1024, 16_000)
    },
    RuleCase("HE-AAC with frames of 2,048 samples", []) {
      $0.play(HonestClips.aac(samples: 67_584))
      $0.sound.frameSize = 2048
    },
    RuleCase("opus at the rate the numbers assume", []) {
      $0.sound.codec = "opus"
      $0.sound.frameSize = 960
    },
    RuleCase("PCM in the mp4", []) {
      $0.play(HonestClips.aac(samples: 64_000))
      $0.sound.codec = "pcm_s16le"
      $0.sound.frameSize = nil
    },
    RuleCase("8000/1001 frames a second within the slack", []) {
      $0.show(HonestClips.video(rate: rational(8000, 1001)))
    },
    RuleCase("a container without counts and lengths", []) {
      $0.clip.declaredDuration = nil
      $0.picture.declaredFrameCount = nil
      $0.picture.guessedFrameRate = nil
    },
    RuleCase("the spatial track's clip", [], from: .spatial),
    RuleCase("a picture for an input, without sound", [], from: .audioToVideo),
    RuleCase("no track", [], from: .untracked),
    RuleCase("no track, no sound, any size", [], from: .untracked) {
      $0.wav = nil
      $0.clip = HonestClips.mp4(
        video: HonestClips.video(frames: 300, rate: rational(30), width: 640, height: 360), audio: nil)
    },
    RuleCase("30000/1001 frames a second is accepted and not canonical", ["GL231"]) {
      $0.show(HonestClips.video(frames: 120, rate: rational(30_000, 1001)))
    },
    RuleCase("millisecond time stamps of 30 frames a second", ["GL231"]) {
      $0.show(HonestClips.video(frames: 119, rate: rational(30)))
      $0.clip.format = "matroska,webm"
      $0.file = "0000.webm"
      $0.pictures.shortestInterval = rational(33, 1000)
      $0.pictures.longestInterval = rational(34, 1000)
      $0.pictures.span = rational(3966, 1000)
    },
    RuleCase("fragmented without an edit list: two frames late, honestly declared", ["GL307"]) {
      $0.play(HonestClips.aac(samples: 65_536))
      $0.pictures.firstTime = rational(1, 4)
      $0.pictures.lastTime = rational(33, 8)
      $0.clip.declaredDuration = rational(17, 4)
    },
  ]
}
