import Quantities

/// Holds what a worker says against what it may say: a worker that parsed a hostile file may itself be hostile.
struct MessageCheck {
  private let request: ExaminationRequest
  private let layout: SharedSlot.Layout
  private var frames = 0
  private var samples: Int64 = 0

  /// Checks the messages of one examination.
  init(_ request: ExaminationRequest, _ layout: SharedSlot.Layout) {
    self.request = request
    self.layout = layout
  }

  /// Index of the run's first frame; nil where such a run cannot be.
  mutating func admit(_ run: FrameRun) -> Int? {
    let first = frames
    let limits = request.limits
    guard request.wantsFrames, Self.sides.contains(run.width), Self.sides.contains(run.height),
      run.width * run.height <= limits.pixels, run.count >= 1, run.count <= limits.frames - frames
    else { return nil }
    let bytes = (run.width * run.height * 3).multipliedReportingOverflow(by: run.count)
    guard !bytes.overflow, bytes.partialValue <= layout.frameBytes else { return nil }
    frames += run.count
    return first
  }

  /// Whether such a run can be.
  mutating func admit(_ run: SampleRun) -> Bool {
    guard request.wantsAudio, (1...Self.mostChannels).contains(run.channels),
      (1...Self.highestRate).contains(run.sampleRate), run.count >= 1,
      run.count <= layout.sampleBytes / (4 * run.channels),
      Int64(run.count) <= request.limits.samples - samples
    else { return false }
    samples += Int64(run.count)
    return true
  }

  /// What is impossible about a description; nil where it could be true.
  static func objection(_ description: MediaDescription) -> String? {
    let video = description.video.lazy.compactMap(objection).first
    let audio = description.audio.lazy.compactMap(objection).first
    return objection([description.format] + description.otherStreams)
      ?? (description.byteCount < 0 || description.damagedPackets < 0 ? "a negative count" : nil) ?? video ?? audio
  }

  /// What is impossible about a failure.
  static func objection(_ failure: MediaFailure) -> String? { objection([failure.detail]) }

  private static func objection(_ stream: VideoStream) -> String? {
    let texts = [
      stream.codec, stream.profile, stream.pixelFormat, stream.colorRange, stream.colorMatrix, stream.fieldOrder,
      stream.failure,
    ]
    if let words = objection(texts.compactMap { $0 }) { return words }
    let rates = [stream.averageFrameRate, stream.realFrameRate, stream.guessedFrameRate, stream.decoded?.frameRate]
    if rates.contains(where: { $0.map { $0.framesPerSecond <= .zero } ?? false }) {
      return "a rate that is not above 0"
    }
    if ![0, 90, 180, 270].contains(stream.rotation) { return "a rotation of \(stream.rotation)" }
    guard let decoded = stream.decoded else { return nil }
    let counts = [
      decoded.untimedFrames, decoded.damagedFrames, decoded.interlacedFrames, decoded.repeatedFrames,
    ]
    if decoded.frameCount < 1 || counts.contains(where: { $0 < 0 || $0 > decoded.frameCount }) {
      return "more of a kind than there are frames"
    }
    let rows = [decoded.blackRowsTop, decoded.blackRowsBottom]
    if !sides.contains(decoded.width) || !sides.contains(decoded.height)
      || rows.contains(where: { $0 < 0 || $0 > decoded.height })
    {
      return "a picture size out of range"
    }
    let luma = [decoded.lowestLuma, decoded.highestLuma]
    return luma.allSatisfy((0...256).contains) ? nil : "a luma out of range"
  }

  private static func objection(_ stream: AudioStream) -> String? {
    let texts = [stream.codec, stream.profile, stream.channelLayout, stream.sampleFormat, stream.failure]
    if let words = objection(texts.compactMap { $0 }) { return words }
    if stream.channels < 0 || stream.sampleRate < 0 { return "a negative count" }
    guard let decoded = stream.decoded else { return nil }
    if decoded.sampleCount < 1 || !(1...mostChannels).contains(decoded.channels)
      || !(1...highestRate).contains(decoded.sampleRate)
    {
      return "a sample format out of range"
    }
    if decoded.clippedSamples < 0 || decoded.nonFiniteSamples < 0 { return "a negative count" }
    let levels = [decoded.peak, decoded.rootMeanSquare, decoded.mean]
    return levels.allSatisfy(\.isFinite) && decoded.peak >= 0 && decoded.rootMeanSquare >= 0
      ? nil : "a level out of range"
  }

  /// Texts are shown to people: short, printable, one line.
  private static func objection(_ texts: [String]) -> String? {
    texts.contains { $0.utf8.count > 500 || $0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } }
      ? "a text that is too long or not printable" : nil
  }

  private static let sides = 1...65_536
  private static let mostChannels = 1024
  /// What FFmpeg's own field holds: damaged headers do claim gigahertz.
  private static let highestRate = Int(Int32.max)
}
