import Findings
import FormatRules
import Media
import Quantities
import Testing

/// Messages hold the values seen, declared and asked for.
struct MessageTests {
  struct Wording: CustomTestStringConvertible, Sendable {
    var testDescription: String { message }
    var example: RuleCase
    var message: String
  }

  @Test(arguments: [
    Wording(
      example: RuleCase("", []) {
        $0.show(HonestClips.video(frames: 20, rate: rational(5)))
        $0.picture.guessedFrameRate = FrameRate(rational(8))
      },
      message: "the frame rate is 5 fps, declared 8 fps; the track asks for at least 8 fps (within 0.1 %)"),
    Wording(
      example: RuleCase("", []) { $0.show(HonestClips.video(frames: 34)) },
      message: "the video lasts 4.25 s (34 frames at 8 fps); asked for are 4 s within 1 frame"),
    Wording(
      example: RuleCase("", []) { $0.play(HonestClips.aac(samples: 33_792)) },
      message: "the audio lasts 2.112 s (33792 samples at 16000 Hz); asked for are 4 s within 0.128 s"),
    Wording(
      example: RuleCase("", []) { $0.show(HonestClips.video(width: 128, height: 128)) },
      message: "the picture is 128x128; the track asks for width at least 256, height at least 256"),
    Wording(
      example: RuleCase("", []) { $0.show(HonestClips.video(width: 512, height: 512)) },
      message: """
        the picture is 512x512 where the numbers assume 256x256: it changes fvd, av-align, cavp, imagebind, languagebind
        """),
    Wording(
      example: RuleCase("", []) { $0.play(HonestClips.aac(samples: 177_152, rate: 44_100)) },
      message: """
        the audio has 44100 Hz where the numbers assume 16000 Hz: it changes fad, av-align, cavp, imagebind, languagebind
        """),
    Wording(
      example: RuleCase("", []) { $0.examination = .unreadable(MediaFailure(kind: .crashed, detail: "SIGSEGV")) },
      message: "the decoder crashed on the file (SIGSEGV)"),
  ])
  func namesTheValues(_ wording: Wording) throws {
    #expect(RuleBook().check(try wording.example.subject()).map(\.message).contains(wording.message))
  }
}
