import FormatRules
import Media
import Quantities
import Testing
import Tracks

/// Each video rule at, and just beyond, what it allows.
struct VideoRuleTests {
  @Test(arguments: presence + rates + lengths + sizes) func findsExactly(_ example: RuleCase) throws {
    try example.check()
  }

  @Test(arguments: headers + stamps + pixels + canonical) func names(_ example: RuleCase) throws { try example.check() }

  static let presence: [RuleCase] = [
    RuleCase("sound alone", ["GL201"]) { $0.clip.video = [] },
    RuleCase("no packets", ["GL202"]) {
      $0.picture.decoded = nil
      $0.picture.failure = "no packets"
    },
    RuleCase("two video streams", ["GL209"]) { $0.clip.video.append($0.picture) },
    RuleCase("two video streams, no track", ["GL209"], from: .untracked) { $0.clip.video.append($0.picture) },
  ]

  static let rates: [RuleCase] = [
    RuleCase("0.1 % below the least rate", []) { $0.show(HonestClips.video(rate: rational(7992, 1000))) },
    RuleCase("just more than 0.1 % below the least rate", ["GL203"]) {
      $0.show(HonestClips.video(rate: rational(79_919, 10_000)))
    },
    RuleCase("spatial: 4 frames a second exactly, 0.1 % above", [], from: .spatial) {
      spatialRate(rational(4004, 1000), &$0)
    },
    RuleCase("spatial: more than 0.1 % above", ["GL203"], from: .spatial) {
      spatialRate(rational(4005, 1000), &$0)
    },
    RuleCase("one picture has no rate", ["GL203", "GL206"]) { $0.show(HonestClips.video(frames: 1)) },
    // With 31 intervals over 3.875 s, one of 3935/31000 s leaves 3873/31000 s for each of the others: 2 ms less.
    RuleCase("intervals 2 ms off the usual one", []) {
      $0.pictures.shortestInterval = rational(3811, 31_000)
      $0.pictures.longestInterval = rational(3935, 31_000)
    },
    RuleCase("one gap leaves the rate as it is", ["GL204"]) {
      $0.pictures.lastTime = rational(63, 16)
      $0.pictures.longestInterval = rational(3, 16)
      $0.pictures.span = rational(65, 16)
      $0.pictures.frameRate = FrameRate(rational(31 * 16, 63))
    },
    RuleCase("an interval more than 2 ms longer", ["GL204"]) { $0.pictures.longestInterval = rational(3936, 31_000) },
    RuleCase("an interval more than 2 ms shorter", ["GL204"], from: .untracked) {
      $0.pictures.shortestInterval = rational(1229, 10_000)
    },
  ]

  private static func spatialRate(_ rate: Rational, _ subject: inout RuleSubject) {
    var stream = HonestClips.video(frames: 20, rate: rate)
    stream.decoded?.blackRowsTop = 56
    stream.decoded?.blackRowsBottom = 56
    subject.show(stream)
  }

  static let lengths: [RuleCase] = [
    RuleCase("one frame more", []) { $0.show(HonestClips.video(frames: 33)) },
    RuleCase("one frame less", []) { $0.show(HonestClips.video(frames: 31)) },
    RuleCase("two frames more", ["GL206"]) { $0.show(HonestClips.video(frames: 34)) },
    RuleCase("two frames less", ["GL206"]) { $0.show(HonestClips.video(frames: 30)) },
    RuleCase("a hair more than one frame", ["GL206"]) { $0.pictures.span = rational(4_125_001, 1_000_000) },
    RuleCase("the input's length within one frame", [], from: .audioToVideo) {
      $0.expectedDuration = rational(49, 8)
    },
    RuleCase("shorter than the input", ["GL206"], from: .audioToVideo) {
      $0.expectedDuration = rational(50, 8)
    },
    RuleCase("19 of 20 pictures", ["GL205"], from: .spatial) {
      $0.pictures.frameCount = 19
      $0.picture.declaredFrameCount = 19
      $0.pictures.span = rational(19, 4)
    },
    RuleCase("a decode that stopped early is not measured", ["GL516"], from: .spatial) {
      $0.clip.stoppedBy = .frames
      $0.pictures.frameCount = 12
      $0.pictures.span = rational(3)
    },
  ]

  static let sizes: [RuleCase] = [
    RuleCase("one column short", ["GL207", "GL210"]) { $0.pictures.width = 255 },
    RuleCase("one row short", ["GL207"]) { $0.show(HonestClips.video(height: 255)) },
    RuleCase("spatial: larger than asked for", ["GL207"], from: .spatial) {
      $0.picture.width = 512
      $0.pictures.width = 512
    },
    RuleCase("changes its size", ["GL208"]) { $0.pictures.changesSize = true },
  ]

  static let headers: [RuleCase] = [
    RuleCase("a patched track header", ["GL210"]) { $0.picture.width = 1920 },
    RuleCase("a quarter turn swaps the declared size", ["GL215", "GL230"]) {
      $0.show(HonestClips.video(width: 320, height: 256))
      $0.picture.rotation = 90
      $0.pictures.width = 256
      $0.pictures.height = 320
    },
    RuleCase("fewer pictures than declared", ["GL211"]) { $0.picture.declaredFrameCount = 40 },
    RuleCase("a guessed rate 1 % off", []) { $0.picture.guessedFrameRate = FrameRate(rational(808, 100)) },
    RuleCase("a guessed rate more than 1 % off", ["GL212"]) {
      $0.picture.guessedFrameRate = FrameRate(rational(8081, 1000))
    },
  ]

  static let stamps: [RuleCase] = [
    RuleCase("no times at all", ["GL203", "GL213"]) {
      $0.pictures.span = nil
      $0.pictures.firstTime = nil
      $0.pictures.lastTime = nil
      $0.pictures.frameRate = nil
      $0.pictures.untimedFrames = 32
    },
    RuleCase("a picture without a time", ["GL213"]) { $0.pictures.untimedFrames = 1 },
    RuleCase("times that run backwards", ["GL213"]) { $0.pictures.isMonotonic = false },
    RuleCase("damaged pictures", ["GL214"]) { $0.pictures.damagedFrames = 3 },
  ]

  static let pixels: [RuleCase] = [
    RuleCase("a half turn", ["GL215"]) { $0.picture.rotation = 180 },
    RuleCase("wide pixels", ["GL216"]) { $0.picture.sampleAspect = rational(16, 9) },
    RuleCase("square pixels, said so", []) { $0.picture.sampleAspect = rational(1) },
    RuleCase("an unknown ratio of 0:1", []) { $0.picture.sampleAspect = .zero },
    RuleCase("interlaced pictures", ["GL217"]) { $0.pictures.interlacedFrames = 32 },
    RuleCase("declared interlaced", ["GL217"]) { $0.picture.fieldOrder = "tt" },
    RuleCase("4:4:4", ["GL218"]) { $0.picture.pixelFormat = "yuv444p" },
    RuleCase("ten bits", ["GL218"]) {
      $0.picture.pixelFormat = "yuv420p10le"
      $0.picture.bitDepth = 10
    },
    RuleCase("BT.709", ["GL219"]) { $0.picture.colorMatrix = "bt709" },
    RuleCase("BT.601, said so", []) {
      $0.picture.colorMatrix = "smpte170m"
      $0.picture.colorRange = "tv"
    },
    RuleCase("full range by the pixel format", ["GL220"]) {
      $0.picture.pixelFormat = "yuvj420p"
      $0.picture.colorRange = "pc"
    },
    RuleCase("full range by a tag alone", ["GL220"]) { $0.picture.colorRange = "pc" },
  ]

  static let canonical: [RuleCase] = [
    RuleCase("larger than the numbers assume", ["GL230"]) { $0.show(HonestClips.video(width: 512, height: 512)) },
    RuleCase("faster than the numbers assume", ["GL231"]) {
      $0.show(HonestClips.video(frames: 100, rate: rational(25)))
    },
    RuleCase("an open length other than the numbers assume", ["GL232"]) {
      $0.track?.accepts.duration = nil
      $0.track?.accepts.audio = nil
      $0.show(HonestClips.video(frames: 80))
    },
    RuleCase("bars as short as codecs make them", [], from: .spatial) {
      $0.pictures.blackRowsTop = 48
      $0.pictures.blackRowsBottom = 48
    },
    RuleCase("no bars", ["GL233"], from: .spatial) {
      $0.pictures.blackRowsTop = 0
      $0.pictures.blackRowsBottom = 0
    },
    RuleCase("one bar a row too short", ["GL233"], from: .spatial) { $0.pictures.blackRowsBottom = 47 },
    RuleCase("a dark sky above the picture", [], from: .spatial) { $0.pictures.blackRowsTop = 100 },
    RuleCase("squeezed from both ends", ["GL233"], from: .spatial) {
      $0.pictures.blackRowsTop = 65
      $0.pictures.blackRowsBottom = 65
    },
  ]
}
