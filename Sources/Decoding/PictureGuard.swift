import CFFmpeg

/// Refuses pictures above the pixel limit before their memory is allocated, and remembers that it did; remembers, too,
/// where there was no memory, which decoders pass on as damaged data.
final class PictureGuard {
  /// Pixels allowed in one picture.
  let limit: Int
  /// Whether a picture was refused.
  private(set) var refused = false
  /// Whether a picture found no memory.
  private(set) var isOutOfMemory = false

  /// A guard for one decoder.
  init(limit: Int) { self.limit = limit }

  /// `max_pixels` for a decoder: above the limit, because coded sizes are rounded up and because the guard itself
  /// must see the picture to say that it was too large; bounded, because decoders size their tables by it.
  static func ceiling(_ limit: Int, factor: Int) -> Int {
    let (product, overflow) = max(65_536, limit).multipliedReportingOverflow(by: factor)
    return overflow ? Int(Int32.max) : min(product, Int(Int32.max))
  }

  /// Makes `decoder` ask this guard, which must outlive it.
  func watch(_ decoder: UnsafeMutablePointer<AVCodecContext>) {
    decoder.pointee.max_pixels = Int64(Self.ceiling(limit, factor: 16))
    decoder.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
    decoder.pointee.get_buffer2 = { decoder, frame, flags in
      guard let decoder, let frame, let opaque = decoder.pointee.opaque else { return genlock_error_invalid() }
      let this = Unmanaged<PictureGuard>.fromOpaque(opaque).takeUnretainedValue()
      guard this.admits(Int(decoder.pointee.width), Int(decoder.pointee.height)) else {
        return genlock_error_invalid()
      }
      let code = avcodec_default_get_buffer2(decoder, frame, flags)
      if code == genlock_error_memory() { this.isOutOfMemory = true }
      return code
    }
  }

  /// Whether a picture of this size is allowed; a refusal is remembered.
  func admits(_ width: Int, _ height: Int) -> Bool {
    let fits = width.multipliedReportingOverflow(by: height)
    if fits.overflow || fits.partialValue > limit { refused = true }
    return !refused
  }
}
