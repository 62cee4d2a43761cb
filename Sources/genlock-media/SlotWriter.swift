import Decoding
import Media

/// Gathers frames and samples in the shared slot and hands them over in runs: few round trips, bounded memory.
final class SlotWriter: DecodingSink {
  private let slot: SharedSlot
  private let service: Service
  private var frames = FrameRun(count: 0, width: 0, height: 0)
  private var frameBytes = 0
  private var samples = SampleRun(count: 0, channels: 0, sampleRate: 0)

  /// A writer into `slot` that announces its runs through `service`.
  init(slot: SharedSlot, service: Service) {
    self.slot = slot
    self.service = service
  }

  func roomForFrame(byteCount: Int) -> UnsafeMutableRawBufferPointer? {
    let used = frames.count * frameBytes
    if frames.count > 0, byteCount != frameBytes || used + byteCount > min(slot.frames.count, Self.runBytes) {
      flushFrames()
    }
    guard byteCount <= slot.frames.count else { return nil }
    frameBytes = byteCount
    let start = frames.count * frameBytes
    return UnsafeMutableRawBufferPointer(rebasing: slot.frames[start..<start + byteCount])
  }

  func frameIsReady(width: Int, height: Int) {
    // Turned by a quarter, a picture has as many bytes and another shape: a run of its own, moved to the front.
    if frames.count > 0, frames.width != width || frames.height != height {
      let start = frames.count * frameBytes
      flushFrames()
      slot.frames.copyMemory(from: UnsafeRawBufferPointer(rebasing: slot.frames[start..<start + width * height * 3]))
    }
    (frames.width, frames.height) = (width, height)
    frames.count += 1
  }

  func take(_ run: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {
    if samples.count > 0, samples.channels != channels || samples.sampleRate != sampleRate { flushSamples() }
    (samples.channels, samples.sampleRate) = (channels, sampleRate)
    let room = slot.samples.count / (4 * channels)
    var rest = run[...]
    while !rest.isEmpty {
      if samples.count == room { flushSamples() }
      let part = rest.prefix((room - samples.count) * channels)
      let start = samples.count * channels * 4
      UnsafeMutableRawBufferPointer(rebasing: slot.samples[start...])
        .copyMemory(from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: part)))
      samples.count += part.count / channels
      rest = rest.dropFirst(part.count)
    }
  }

  /// Hands over what has been gathered.
  func flush() {
    flushFrames()
    flushSamples()
  }

  private func flushFrames() {
    guard frames.count > 0 else { return }
    service.send(.frames(frames))
    service.awaitConsumption()
    frames.count = 0
  }

  private func flushSamples() {
    guard samples.count > 0 else { return }
    service.send(.samples(samples))
    service.awaitConsumption()
    samples.count = 0
  }

  /// A run of more frames than this gains nothing: the round trip is paid for, the caches are not.
  private static let runBytes = 8 << 20
}
