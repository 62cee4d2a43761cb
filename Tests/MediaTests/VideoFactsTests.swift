import Media
import Quantities
import TestSupport
import Testing

/// Declared and decoded facts of video, on clips whose every number is known.
@Suite(.enabled(if: MediaTool.isAvailable, "needs the ffmpeg tool"))
struct VideoFactsTests {
  struct Clip: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    var options: String
    var codec: String
    var pixelFormat: String? = "yuv420p"
    var format = "mov,mp4,m4a,3gp,3g2,mj2"
    var frames = 12
    var shown = [96, 64]
    var hasEditList: Bool? = false
    var testDescription: String { name }
  }

  static let clips = [
    Clip(name: "H.264", file: "a.mp4", options: "-c:v libx264 -pix_fmt yuv420p -bf 0", codec: "h264"),
    Clip(
      name: "H.264 with reordering has an edit list", file: "b.mp4", options: "-c:v libx264 -pix_fmt yuv420p -bf 2",
      codec: "h264", hasEditList: true),
    Clip(
      name: "H.264 of odd size in 4:4:4", file: "c.mp4", options: "-vf scale=61:37 -c:v libx264 -pix_fmt yuv444p -bf 0",
      codec: "h264", pixelFormat: "yuv444p", shown: [61, 37]),
    Clip(
      name: "HEVC of 10 bits", file: "d.mp4",
      options: "-c:v libx265 -x265-params log-level=none:bframes=0 -pix_fmt yuv420p10le", codec: "hevc",
      pixelFormat: "yuv420p10le"),
    Clip(
      name: "VP9 in WebM", file: "e.webm", options: "-c:v libvpx-vp9 -pix_fmt yuv420p", codec: "vp9",
      format: "matroska,webm", hasEditList: nil),
    Clip(
      name: "AV1", file: "f.mkv", options: "-c:v libaom-av1 -cpu-used 8 -pix_fmt yuv420p", codec: "av1",
      format: "matroska,webm", hasEditList: nil),
    Clip(
      name: "MPEG-4 in AVI", file: "g.avi", options: "-c:v mpeg4", codec: "mpeg4", format: "avi", hasEditList: nil),
    Clip(
      name: "Motion JPEG of full range", file: "h.avi", options: "-c:v mjpeg -pix_fmt yuvj420p", codec: "mjpeg",
      pixelFormat: "yuvj420p", format: "avi", hasEditList: nil),
    Clip(
      name: "GIF", file: "i.gif", options: "-c:v gif", codec: "gif", pixelFormat: "bgra", format: "gif",
      hasEditList: nil),
    Clip(
      name: "MPEG transport stream", file: "j.ts", options: "-c:v libx264 -pix_fmt yuv420p -bf 0", codec: "h264",
      format: "mpegts", hasEditList: nil),
    Clip(
      name: "fragmented MP4", file: "k.mp4",
      options: "-c:v libx264 -pix_fmt yuv420p -bf 0 -movflags frag_keyframe+empty_moov+default_base_moof",
      codec: "h264"),
    Clip(
      name: "PNG image", file: "l.png", options: "-frames:v 1 -c:v png -pix_fmt rgb24 -f image2", codec: "png",
      pixelFormat: "rgb24", format: "png_pipe", frames: 1, hasEditList: nil),
  ]

  @Test(arguments: clips)
  func everyCodecIsDecodedToItsLastFrame(_ clip: Clip) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(clip.file)"
      try MediaTool.run("\(MediaTool.picture("96x64")) \(clip.options)", path)
      let collector = Collector()
      let facts = try MediaWorker().examine(path, ExaminationRequest(wantsFrames: true), consumer: collector).facts()
      #expect(facts.format == clip.format)
      #expect(facts.byteCount == Int64(try MediaTool.bytes(path).count))
      #expect(facts.audio.isEmpty && facts.otherStreams.isEmpty)
      #expect(facts.damagedPackets == 0 && facts.stoppedBy == nil)
      let video = try #require(facts.video.first)
      #expect(facts.video.count == 1)
      #expect(video.codec == clip.codec)
      #expect(video.pixelFormat == clip.pixelFormat)
      #expect([video.width, video.height] == clip.shown)
      #expect(video.hasEditList == clip.hasEditList)
      #expect(video.failure == nil)
      let decoded = try #require(video.decoded)
      #expect(decoded.frameCount == clip.frames)
      #expect([decoded.width, decoded.height] == clip.shown)
      #expect(!decoded.changesSize && decoded.isMonotonic && decoded.damagedFrames == 0)
      #expect(collector.frames == clip.frames && collector.isOrdered)
      #expect(collector.sizes == [clip.shown])
      guard clip.frames > 1, clip.format != "mpegts" else { return }
      #expect(video.guessedFrameRate?.framesPerSecond == Rational(8))
      #expect(decoded.frameRate.map { abs($0.doubleValue - 8) < 0.05 } == true)
    }
  }

  @Test func timesOfAnMP4AreExact() throws {
    let decoded = try examine("-c:v libx264 -pix_fmt yuv420p -bf 2")
    #expect(decoded.firstTime == .zero)
    #expect(decoded.lastTime == Rational(11, 8))
    #expect(decoded.span == Rational(3, 2))
    #expect(decoded.shortestInterval == Rational(1, 8))
    #expect(decoded.longestInterval == Rational(1, 8))
    #expect(decoded.frameRate?.framesPerSecond == Rational(8))
    #expect(decoded.untimedFrames == 0)
  }

  @Test func ntscRateIsExact() throws {
    let decoded = try examine("-c:v libx264 -pix_fmt yuv420p -r 30000/1001")
    #expect(decoded.frameRate?.framesPerSecond == Rational(30000, 1001))
  }

  @Test func droppedFramesShowInTheIntervals() throws {
    let decoded = try examine("-vf select='not(eq(n\\,3)+eq(n\\,4)+eq(n\\,9))' -vsync vfr -c:v libx264")
    #expect(decoded.frameCount == 9)
    #expect(decoded.shortestInterval == Rational(1, 8))
    #expect(decoded.longestInterval == Rational(3, 8))
    #expect(decoded.span == Rational(3, 2))
  }

  @Test func repeatedPicturesAreCounted() throws {
    let decoded = try examine("-vf loop=loop=3:size=1:start=5 -c:v ffv1", "x.mkv")
    #expect(decoded.frameCount == 15)
    #expect(decoded.repeatedFrames == 3)
  }

  struct Levels: Sendable, CustomTestStringConvertible {
    let name: String
    let options: String
    let lowest: Double
    let highest: Double
    let top: Int
    let bottom: Int
    var tolerance = 0.0
    var testDescription: String { name }
  }

  /// Rows 10 to 53 of luma 100 and one more a frame, black above and below, on a scale of `scale` times 8 bits.
  static func bar(_ format: String, scale: Int) -> String {
    "-vf format=\(format),geq=lum='\(scale)*if(between(Y\\,10\\,53)\\,100+N\\,16)':cb=\(128 * scale) -c:v ffv1"
  }

  static let levels = [
    Levels(
      name: "8 bits", options: bar("yuv420p", scale: 1), lowest: (100 * 44 + 16 * 20) / 64,
      highest: (111 * 44 + 16 * 20) / 64, top: 10, bottom: 10),
    Levels(
      name: "10 bits are read on the 8-bit scale", options: bar("yuv420p10le", scale: 4),
      lowest: (100 * 44 + 16 * 20) / 64, highest: (111 * 44 + 16 * 20) / 64, top: 10, bottom: 10),
    Levels(
      name: "RGB is read as full-range luma",
      options: "-vf drawbox=t=fill:c=black,drawbox=y=16:t=fill:c=white,format=rgb24 -c:v ffv1 -pix_fmt bgr0",
      lowest: 255 * 48 / 64, highest: 255 * 48 / 64, top: 16, bottom: 0, tolerance: 1),
  ]

  @Test(arguments: levels)
  func lumaAndBlackRowsAreMeasured(_ test: Levels) throws {
    let decoded = try examine(test.options, "x.mkv")
    #expect(abs(decoded.lowestLuma - test.lowest) <= test.tolerance)
    #expect(abs(decoded.highestLuma - test.highest) <= test.tolerance)
    #expect(decoded.blackRowsTop == test.top)
    #expect(decoded.blackRowsBottom == test.bottom)
  }

  @Test(arguments: [(0, 8, 0), (90, 0, 0), (180, 0, 8), (270, 0, 0)])
  func aTurnedPictureIsJudgedUpright(_ rotation: Int, _ top: Int, _ bottom: Int) throws {
    try withTemporaryFolder { folder in
      let (flat, turned) = ("\(folder)/flat.mp4", "\(folder)/turned.mp4")
      let black = "-vf drawbox=h=8:t=fill:c=black -c:v libx264 -qp 0 -pix_fmt yuv420p"
      try MediaTool.run("\(MediaTool.picture("96x64")) \(black)", flat)
      // The tool's own option counts the other way round.
      try MediaTool.run("-i \(flat) -c copy -metadata:s:v:0 rotate=\((360 - rotation) % 360)", turned)
      let collector = Collector()
      let facts = try MediaWorker().examine(turned, ExaminationRequest(wantsFrames: true), consumer: collector).facts()
      let video = try #require(facts.video.first)
      let decoded = try #require(video.decoded)
      let shown = rotation % 180 == 0 ? [96, 64] : [64, 96]
      #expect(video.rotation == rotation)
      #expect([video.width, video.height] == [96, 64])
      #expect([decoded.width, decoded.height] == shown)
      #expect(collector.sizes == [shown])
      #expect(decoded.blackRowsTop == top)
      #expect(decoded.blackRowsBottom == bottom)
    }
  }

  private func examine(_ options: String, _ file: String = "x.mp4") throws -> DecodedVideo {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(file)"
      try MediaTool.run("\(MediaTool.picture("96x64")) \(options)", path)
      return try #require(try MediaWorker().examine(path, ExaminationRequest()).facts().video.first?.decoded)
    }
  }
}
