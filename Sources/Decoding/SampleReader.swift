import CFFmpeg
import CKernels
import Media
import Quantities

/// Turns decoded audio frames into interleaved float samples and keeps their statistics.
final class SampleReader {
  private var facts: DecodedAudio?
  private var statistics = genlock_sample_statistics(
    sum: 0, sum_of_squares: 0, peak: 0, clipped: 0, nonfinite: 0, identical: 1)
  private var values: Int64 = 0
  private var samples: [Float] = []

  /// Converts one frame, up to `limit` samples per channel in all, and hands the run to `deliver`. `time` is the
  /// frame's, in seconds.
  ///
  /// - Returns: whether all of the frame fitted.
  func add(
    _ frame: UnsafeMutablePointer<AVFrame>, of decoder: UnsafeMutablePointer<AVCodecContext>, time: Rational?,
    limit: Int64, deliver: (UnsafeBufferPointer<Float>, _ channels: Int, _ sampleRate: Int) -> Void
  ) -> Bool {
    let format = AVSampleFormat(frame.pointee.format)
    let channels = Int(frame.pointee.ch_layout.nb_channels)
    let rate = Int(frame.pointee.sample_rate > 0 ? frame.pointee.sample_rate : decoder.pointee.sample_rate)
    guard let kind = Self.kind(format), channels > 0, frame.pointee.nb_samples > 0 else { return true }
    var now = facts ?? Self.start(rate, channels, time)
    if now.sampleRate != rate || now.channels != channels { now.changesFormat = true }
    let count = Int(min(Int64(frame.pointee.nb_samples), max(0, limit - now.sampleCount)))
    now.sampleCount += Int64(count)
    facts = now
    if count > 0 {
      convert(frame, kind, count, channels, isPlanar: av_sample_fmt_is_planar(format) != 0)
      let ceiling = Self.ceiling(kind, bits: decoder.pointee.bits_per_raw_sample)
      genlock_add_samples(&samples, count, Int32(channels), ceiling, &statistics)
      values += Int64(count * channels)
      samples.withUnsafeBufferPointer {
        deliver(UnsafeBufferPointer(rebasing: $0.prefix(count * channels)), channels, rate)
      }
    }
    return count == Int(frame.pointee.nb_samples)
  }

  /// The facts of all samples so far; nil where there was none.
  func describe() -> DecodedAudio? {
    guard var facts, facts.sampleCount > 0 else { return nil }
    facts.peak = statistics.peak
    facts.rootMeanSquare = (statistics.sum_of_squares / Double(values)).squareRoot()
    facts.mean = statistics.sum / Double(values)
    facts.clippedSamples = statistics.clipped
    facts.nonFiniteSamples = statistics.nonfinite
    facts.channelsAreIdentical = facts.channels > 1 && !facts.changesFormat && statistics.identical != 0
    return facts
  }

  private func convert(
    _ frame: UnsafeMutablePointer<AVFrame>, _ kind: genlock_sample_kind, _ count: Int, _ channels: Int, isPlanar: Bool
  ) {
    if samples.count < count * channels { samples = [Float](repeating: 0, count: count * channels) }
    guard let planes = frame.pointee.extended_data else { return }
    samples.withUnsafeMutableBufferPointer { out in
      guard let base = out.baseAddress else { return }
      if isPlanar {
        for channel in 0..<channels {
          genlock_convert_samples(kind, planes[channel], count, base + channel, channels)
        }
      } else {
        genlock_convert_samples(kind, planes[0], count * channels, base, 1)
      }
    }
  }

  private static func start(_ rate: Int, _ channels: Int, _ time: Rational?) -> DecodedAudio {
    var facts = DecodedAudio(sampleCount: 0, sampleRate: rate, channels: channels)
    facts.firstTime = time
    return facts
  }

  private static func kind(_ format: AVSampleFormat) -> genlock_sample_kind? {
    switch format {
    case AV_SAMPLE_FMT_U8, AV_SAMPLE_FMT_U8P: GENLOCK_SAMPLE_U8
    case AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P: GENLOCK_SAMPLE_S16
    case AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S32P: GENLOCK_SAMPLE_S32
    case AV_SAMPLE_FMT_S64, AV_SAMPLE_FMT_S64P: GENLOCK_SAMPLE_S64
    case AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_FLTP: GENLOCK_SAMPLE_FLOAT
    case AV_SAMPLE_FMT_DBL, AV_SAMPLE_FMT_DBLP: GENLOCK_SAMPLE_DOUBLE
    default: nil
    }
  }

  /// The largest value an integer format can hold, which is a little below full scale; 1 for the others.
  private static func ceiling(_ kind: genlock_sample_kind, bits: Int32) -> Float {
    let width: Int32
    switch kind {
    case GENLOCK_SAMPLE_U8: width = 8
    case GENLOCK_SAMPLE_S16: width = 16
    case GENLOCK_SAMPLE_S32: width = bits > 0 && bits < 32 ? bits : 32
    default: return 1
    }
    let scale = Double(1 << (width - 1))
    return Float((scale - 1) / scale)
  }
}
