import Digests
import Features
import Media
import NumericKernels
import Quantities
import Scoring

/// Reads clips as an evaluation does: decoded by the media worker, frames and samples straight into the extractor.
final class ClipReader {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let worker = MediaWorker()
  private let extractor = AlignmentExtractor()

  /// Our numbers of an mp4 and its WAV.
  func numbers(mp4: String, wav: String) throws -> ClipNumbers {
    let digester = FrameDigester(extractor)
    let withWAV = try trace(mp4: mp4, wav: wav, consumer: digester)
    let withMP4 = try trace(mp4: mp4, wav: nil, consumer: extractor)
    let peaks = localMaxima(of: withWAV.flow).map { Double($0) / withWAV.frameRate }
    return ClipNumbers(
      flow: withWAV.flow, peaks: peaks, onsets: withWAV.onsetFrames, onsetsOfMP4: withMP4.onsetFrames,
      score: AVAlignSVG2024.value(of: withWAV), scoreOfMP4: AVAlignSVG2024.value(of: withMP4),
      framesDigest: digester.digest())
  }

  private func trace(mp4: String, wav: String?, consumer: any MediaConsumer) throws -> AlignmentTrace {
    extractor.begin(audioFrom: wav == nil ? .mp4 : .wav)
    let request = ExaminationRequest(wantsFrames: true, wantsAudio: wav == nil)
    let video = try describe(mp4, request, consumer)
    if let wav { _ = try describe(wav, ExaminationRequest(wantsAudio: true), extractor) }
    let rate = video.video.first?.guessedFrameRate?.doubleValue
    switch extractor.finish(frameRate: rate) {
    case .trace(let trace): return trace
    case .unavailable(let obstacle): throw Failure(description: "\(mp4): \(obstacle)")
    }
  }

  private func describe(
    _ path: String, _ request: ExaminationRequest, _ consumer: any MediaConsumer
  ) throws -> MediaDescription {
    switch try worker.examine(path, request, consumer: consumer) {
    case .described(let description): return description
    case .unreadable(let failure): throw Failure(description: "\(path): \(failure.detail)")
    }
  }
}

/// Passes media on and digests the frames.
private final class FrameDigester: MediaConsumer {
  private let next: any MediaConsumer
  private var hash: SHA256? = SHA256()

  init(_ next: any MediaConsumer) { self.next = next }

  func digest() -> String { hash.take()?.finish().hexadecimal ?? "" }

  func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
    hash?.update(pixels)
    next.consumeFrame(pixels, width: width, height: height, index: index)
  }

  func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    next.consumeAudio(samples, channels: channels, sampleRate: sampleRate)
  }
}
