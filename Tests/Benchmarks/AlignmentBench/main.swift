import Features
import Glibc
import Media
import Quantities

// Measures AV-Align's parts on one thread: CPU milliseconds a clip of decoding (the worker and our side of it), optical
// flow, and audio.
//
//     alignment-bench ROUNDS CLIP.mp4 CLIP.wav [CLIP.mp4 CLIP.wav]...
//
// Prints `clips decode flow audio`, the last three in milliseconds a clip.

/// CPU seconds of this process (`RUSAGE_SELF`) or of its ended children.
func cpuSeconds(_ who: Int32) -> Double {
  var usage = rusage()
  getrusage(who, &usage)
  return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
}

/// CPU seconds of the calling thread.
func threadSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

/// Passes media on to the extractor and counts the time it takes for each kind.
final class Stopwatch: MediaConsumer {
  let extractor = AlignmentExtractor()
  var flow = 0.0
  var audio = 0.0

  func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
    let start = threadSeconds()
    extractor.consumeFrame(pixels, width: width, height: height, index: index)
    flow += threadSeconds() - start
  }

  func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    let start = threadSeconds()
    extractor.consumeAudio(samples, channels: channels, sampleRate: sampleRate)
    audio += threadSeconds() - start
  }
}

/// Examines both files of one clip.
func examine(_ video: String, _ wav: String, _ worker: MediaWorker, _ watch: Stopwatch) throws {
  watch.extractor.begin(hearing: [AlignmentAudio(.wav, .kaiserBest)])
  watch.extractor.listen(to: .mp4)
  let examination = try worker.examine(video, ExaminationRequest(wantsFrames: true), consumer: watch)
  watch.extractor.listen(to: .wav)
  _ = try worker.examine(wav, ExaminationRequest(wantsAudio: true), consumer: watch)
  guard case .described(let description) = examination else { return }
  let start = threadSeconds()
  _ = watch.extractor.finish(frameRate: description.video.first?.guessedFrameRate?.doubleValue)
  watch.audio += threadSeconds() - start
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3, arguments.count % 2 == 1, let rounds = Int(arguments[0]), rounds > 0 else {
  print("usage: alignment-bench ROUNDS CLIP.mp4 CLIP.wav [CLIP.mp4 CLIP.wav]...")
  exit(2)
}
let clips = stride(from: 1, to: arguments.count, by: 2).map { (arguments[$0], arguments[$0 + 1]) }
let worker = MediaWorker()
let watch = Stopwatch()
try examine(clips[0].0, clips[0].1, worker, watch)
(watch.flow, watch.audio) = (0, 0)
let ownStart = cpuSeconds(Int32(RUSAGE_SELF.rawValue))
for _ in 0..<rounds {
  for clip in clips { try examine(clip.0, clip.1, worker, watch) }
}
let own = cpuSeconds(Int32(RUSAGE_SELF.rawValue)) - ownStart
worker.close()
// The worker's start and its first clip are in its time; both count as decoding.
let decode = cpuSeconds(Int32(RUSAGE_CHILDREN.rawValue)) + own - watch.flow - watch.audio
let count = Double(rounds * clips.count)
print("\(rounds * clips.count) \(1000 * decode / count) \(1000 * watch.flow / count) \(1000 * watch.audio / count)")
