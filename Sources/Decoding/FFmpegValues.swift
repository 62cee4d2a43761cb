import CFFmpeg
import Media
import Quantities

/// Ends an examination: the file cannot be read any further, for the reason in `failure`.
struct Unreadable: Error {
  let failure: MediaFailure

  init(_ kind: MediaFailure.Kind, _ detail: String) {
    failure = MediaFailure(kind: kind, detail: detail)
  }

  /// FFmpeg's return code as a failure: out of memory, or not a media file.
  init(code: Int32, doing what: String) {
    let kind: MediaFailure.Kind = code == genlock_error_memory() ? .outOfMemory : .notMedia
    self.init(kind, "\(what): \(errorText(code))")
  }
}

/// FFmpeg's words for a return code.
func errorText(_ code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 128)
  guard av_strerror(code, &buffer, buffer.count) >= 0 else { return "error \(code)" }
  return text(buffer)
}

/// A C string as a Swift one; nil for NULL.
func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }

/// The characters before the terminating zero.
func text(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A time in units of `base` as exact seconds; nil where it is unset or does not fit.
func seconds(_ time: Int64, _ base: AVRational) -> Rational? {
  guard time != genlock_no_time(), base.den > 0, let factor = Rational(Int64(base.num), Int64(base.den)) else {
    return nil
  }
  return Rational(time).multiplied(by: factor)
}

/// A rate; nil where unset, zero or negative.
func frameRate(_ rate: AVRational) -> FrameRate? {
  rate.den == 0 ? nil : Rational(Int64(rate.num), Int64(rate.den)).flatMap(FrameRate.init)
}

/// A ratio above zero; nil where unset.
func ratio(_ ratio: AVRational) -> Rational? {
  ratio.num <= 0 || ratio.den <= 0 ? nil : Rational(Int64(ratio.num), Int64(ratio.den))
}
