import Digests
import Media

/// A consumer that keeps what tests ask about: digest and number of frames, and all samples.
final class Collector: MediaConsumer {
  private var hash: SHA256? = SHA256()
  private(set) var frames = 0
  private(set) var sizes: Set<[Int]> = []
  private(set) var samples: [Float] = []
  private(set) var channels = 0
  private(set) var sampleRate = 0
  private(set) var isOrdered = true
  /// Called before each frame is taken.
  var beforeFrame: ((Int) -> Void)?

  /// Hexadecimal SHA-256 of all frames' bytes in order; call once, at the end.
  func frameDigest() -> String { hash.take()?.finish().hexadecimal ?? "" }

  func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
    beforeFrame?(index)
    if index != frames { isOrdered = false }
    frames += 1
    sizes.insert([width, height])
    hash?.update(pixels)
  }

  func consumeAudio(_ run: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    samples += run
    self.channels = channels
    self.sampleRate = sampleRate
  }
}
