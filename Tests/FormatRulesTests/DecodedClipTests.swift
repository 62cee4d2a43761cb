import Findings
import FormatRules
import Media
import Testing

/// Each rule's failing and passing example, written by ffmpeg and decoded by a worker.
struct DecodedClipTests {
  @Test(arguments: honest + video + pixels) func getsExactly(_ clip: DecodedClip) throws { try check(clip) }

  @Test(arguments: audio + content + files) func isNamed(_ clip: DecodedClip) throws { try check(clip) }

  private func check(_ clip: DecodedClip) throws {
    let findings = try clip.findings()
    #expect(findings.map(\.rule.rawValue).sorted() == clip.codes, "\(findings.map(\.message))")
  }

  private static let x264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]

  private static func lavfi(_ picture: String, _ sound: String?, _ options: [String]) -> [String] {
    let inputs = ["-f", "lavfi", "-i", picture] + (sound.map { ["-f", "lavfi", "-i", $0] } ?? [])
    return inputs + x264 + ["-c:a", "aac"] + options
  }

  private static let stereo = "aevalsrc=0.3*sin(2*PI*440*t)|0.2*sin(2*PI*660*t):s=16000:d=5"
  private static let boxed = "testsrc2=size=256x144:rate=4:duration=5,pad=256:256:0:56"
  private static let sine = "sine=frequency=440:sample_rate=16000:duration=4"
  private static let moving = "testsrc2=size=256x256:rate=8:duration=4"

  static let honest: [DecodedClip] = [
    DecodedClip("x264 and AAC", []),
    DecodedClip("x264 with B-frames", [], ["-preset", "medium"]),
    DecodedClip("index at the front", [], ["-movflags", "+faststart"]),
    DecodedClip(
      "fragmented without B-frames: the first picture lasts longer by the priming", ["GL204"],
      ["-bf", "0", "-movflags", "frag_keyframe+empty_moov"]),
    DecodedClip("matroska", []).with { $0.file = "0000.mkv" },
    DecodedClip("mpeg4 and AAC", [], ["-c:v", "mpeg4"]),
    DecodedClip("PCM in mov", [], ["-c:a", "pcm_s16le"]).with { $0.file = "0000.mov" },
    DecodedClip("a WAV beside it", []).with { $0.wav = DecodedClip.tone },
    DecodedClip("a float WAV instead", [], all: DecodedClip.picture + x264).with {
      $0.wav = DecodedClip.tone + ["-c:a", "pcm_f32le"]
    },
    DecodedClip(
      "8000/1001 frames a second", [], all: lavfi("testsrc2=size=256x256:rate=8000/1001:duration=4", sine, [])),
    DecodedClip("the spatial track's clip", [], track: "spatial", all: lavfi(boxed, stereo, [])),
    DecodedClip(
      "30000/1001 frames a second", ["GL231"], all: lavfi("testsrc2=size=256x256:rate=30000/1001:duration=4", sine, [])),
    DecodedClip("no track", [], track: nil, ["-ac", "2", "-t", "1", "-r", "25"]),
  ]

  static let video: [DecodedClip] = [
    DecodedClip("sound alone", ["GL201"], all: DecodedClip.tone + ["-c:a", "aac"]),
    DecodedClip("five frames a second", ["GL203"], all: lavfi("testsrc2=size=256x256:rate=5:duration=4", sine, [])),
    DecodedClip(
      "a picture left out", ["GL204", "GL231"],
      all: lavfi("testsrc2=size=256x256:rate=16:duration=4", sine, ["-vf", "select=not(eq(n\\,20))", "-vsync", "vfr"])),
    DecodedClip("19 pictures", ["GL205"], track: "spatial", all: lavfi(boxed, stereo, ["-vf", "trim=end_frame=19"])),
    DecodedClip("five seconds of picture", ["GL206"], all: lavfi("testsrc2=size=256x256:rate=8:duration=5", sine, [])),
    DecodedClip("128x128", ["GL207"], ["-vf", "scale=128:128"]),
    DecodedClip("two video streams", ["GL209"], ["-map", "0:v", "-map", "0:v", "-map", "1:a"]),
    DecodedClip("512x512", ["GL230"], ["-vf", "scale=512:512"]),
    DecodedClip("25 frames a second", ["GL231"], ["-r", "25"]),
    DecodedClip(
      "no bars", ["GL233"], track: "spatial", all: lavfi("testsrc2=size=256x256:rate=4:duration=5", stereo, [])),
  ]

  static let pixels: [DecodedClip] = [
    DecodedClip("wide pixels", ["GL216"], ["-vf", "setsar=16/9"]),
    DecodedClip("interlaced", ["GL217"], ["-flags", "+ilme+ildct", "-x264opts", "tff=1"]),
    DecodedClip("4:4:4", ["GL218"], ["-pix_fmt", "yuv444p"]),
    DecodedClip("BT.709", ["GL219"], ["-colorspace", "bt709"]),
    DecodedClip("full range", ["GL220"], ["-pix_fmt", "yuvj420p", "-color_range", "pc"]),
  ]

  static let audio: [DecodedClip] = [
    DecodedClip("no sound", ["GL301"], all: DecodedClip.picture + x264),
    DecodedClip("stereo", ["GL303"], all: lavfi(moving, "aevalsrc=0.3*sin(2*PI*440*t)|0.1*sin(9*t):s=16000:d=4", [])),
    DecodedClip("8 kHz", ["GL304"], ["-ar", "8000"]),
    DecodedClip(
      "three seconds of sound", ["GL305"], all: lavfi(moving, "sine=sample_rate=16000:duration=3", ["-ac", "1"])),
    DecodedClip("two audio streams", ["GL306"], ["-map", "0:v", "-map", "1:a", "-map", "1:a"]),
    DecodedClip(
      "sound a second late", ["GL307"],
      all: DecodedClip.picture + ["-itsoffset", "1"] + DecodedClip.tone + DecodedClip.encoders),
    DecodedClip("fragmented with B-frames", ["GL307"], ["-preset", "medium", "-movflags", "frag_keyframe+empty_moov"]),
    DecodedClip("44.1 kHz", ["GL330"], ["-ar", "44100"]),
    DecodedClip("a copy of the mp4 as a WAV", ["GL310", "GL521"]).with {
      $0.wav = $0.arguments + ["-f", "mp4"]
    },
    DecodedClip("a WAV of three seconds", ["GL305", "GL311"]).with { $0.wav = DecodedClip.tone + ["-t", "3"] },
    DecodedClip("mp3 in a RIFF file", ["GL312"]).with {
      $0.wav = DecodedClip.tone + ["-c:a", "libmp3lame", "-write_xing", "1"]
    },
  ]

  static let content: [DecodedClip] = [
    DecodedClip("a still", ["GL401"], all: lavfi("color=gray:size=256x256:rate=8:duration=4", sine, [])),
    DecodedClip("black", ["GL401", "GL402"], all: lavfi("color=black:size=256x256:rate=8:duration=4", sine, [])),
    DecodedClip("silence", ["GL403"], all: lavfi(moving, "anullsrc=r=16000:cl=mono:d=4", [])),
    DecodedClip("clipped", ["GL404"], all: DecodedClip.picture + x264).with {
      $0.wav = DecodedClip.tone + ["-af", "volume=30"]
    },
    DecodedClip("NaN", ["GL405"], all: DecodedClip.picture + x264).with {
      $0.wav = ["-f", "lavfi", "-i", "aevalsrc=if(lt(t\\,1)\\,0/0\\,sin(440*t)/4):s=16000:d=4", "-c:a", "pcm_f32le"]
    },
    DecodedClip("DC", ["GL406"], all: lavfi(moving, "aevalsrc=0.3+0.1*sin(2*PI*440*t):s=16000:d=4", [])),
    DecodedClip(
      "mono in two channels", ["GL407"], track: "spatial",
      all: lavfi(boxed, "sine=sample_rate=16000:duration=5", ["-ac", "2", "-c:a", "libmp3lame"])),
  ]

  static let files: [DecodedClip] = [
    DecodedClip("an empty file", ["GL510"]).with { $0.patch = { $0 = [] } },
    DecodedClip("text", ["GL510"]).with { $0.patch = { $0 = Array("<html>not a clip</html>".utf8) } },
    DecodedClip("cut off before its index", ["GL510"]).with { $0.patch = { $0.removeLast($0.count / 2) } },
    DecodedClip("a playlist", ["GL511"]).with {
      $0.patch = { $0 = Array("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nother.ts\n#EXT-X-ENDLIST\n".utf8) }
    },
    DecodedClip("more frames than one file may have", ["GL516"]).with { $0.limits.frames = 10 },
    DecodedClip("a header that claims ten times the length", ["GL518"]).with {
      $0.patch = { bytes in
        // mvhd, version 0: type, version and flags, two dates, time scale, duration; the last three of four bytes each.
        if let box = bytes.position(of: "mvhd") {
          bytes.replaceSubrange((box + 20)..<(box + 24), with: [0, 0, 0x9C, 0x40])
        }
      }
    },
    DecodedClip(
      "a GIF under an mp4's name, its times in hundredths", ["GL204", "GL218", "GL301", "GL521"],
      all: DecodedClip.picture + ["-f", "gif"]),
  ]
}
