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
    let trace = try trace(mp4: mp4, wav: wav, consumer: digester)
    let peaks = localMaxima(of: trace.flow).map { Double($0) / trace.frameRate }
    return ClipNumbers(
      flow: trace.flow, peaks: peaks, onsets: try onsets(of: trace, .wav, .kaiserBest),
      onsetsOfMP4: try onsets(of: trace, .mp4, .kaiserBest), score: Flavours.value("av-align@svg-2024", of: trace),
      scoreOfMP4: Flavours.value("av-align@svg-2024+mp4audio", of: trace), framesDigest: digester.digest())
  }

  /// The clip's trace, heard in every way that a flavour or variant asks for; each file is decoded once.
  func trace(mp4: String, wav: String, consumer: (any MediaConsumer)? = nil) throws -> AlignmentTrace {
    extractor.begin(hearing: Set(Flavours.all.map(\.audio)))
    extractor.listen(to: .mp4)
    let request = ExaminationRequest(wantsFrames: true, wantsAudio: true)
    let video = try describe(mp4, request, consumer ?? extractor)
    extractor.listen(to: .wav)
    _ = try describe(wav, ExaminationRequest(wantsAudio: true), extractor)
    let rate = video.video.first?.guessedFrameRate?.doubleValue
    switch extractor.finish(frameRate: rate) {
    case .trace(let trace): return trace
    case .unavailable(let obstacle): throw Failure(description: "\(mp4): \(obstacle)")
    }
  }

  private func onsets(
    of trace: AlignmentTrace, _ source: AlignmentAudioSource, _ resampling: OnsetResampling
  ) throws -> [Int] {
    switch trace.onsets[AlignmentAudio(source, resampling)] {
    case .found(let onsets): return onsets.frames
    case .unavailable(let obstacle): throw Failure(description: "\(source): \(obstacle)")
    case nil: throw Failure(description: "\(source) was not heard")
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
