import CFFmpeg
import Media

/// Reads one audio stream: decodes, measures, and delivers samples where they are wanted.
final class AudioReader {
  private var facts: AudioStream
  private let stream: UnsafeMutablePointer<AVStream>
  private let decoder: StreamDecoder?
  private let missing: String?
  private let limits: DecodeLimits
  private let sink: (any DecodingSink)?
  private let samples = SampleReader()
  /// The limit that ended the stream; nil while none did.
  private(set) var stoppedBy: DecodeLimit?

  /// Opens the stream; `sink` takes its samples, nil where nobody wants them.
  init(
    _ facts: AudioStream, _ stream: UnsafeMutablePointer<AVStream>, limits: DecodeLimits,
    sink: (any DecodingSink)?
  ) throws(Unreadable) {
    self.facts = facts
    self.stream = stream
    self.limits = limits
    self.sink = sink
    do throws(StreamDecoder.Missing) {
      decoder = try StreamDecoder(stream, pixels: limits.pixels)
      missing = nil
    } catch {
      decoder = nil
      missing = try error.reasonUnlessMemory()
    }
  }

  /// Packets that could not be decoded.
  var damagedPackets: Int { decoder?.damagedPackets ?? 0 }

  /// Decodes one packet, or what is left for nil.
  func read(_ packet: UnsafeMutablePointer<AVPacket>?) throws(Unreadable) {
    guard let decoder, stoppedBy == nil else { return }
    try decoder.decode(packet) { (frame) throws(Unreadable) in self.add(frame, decoder) }
  }

  /// All facts of the stream.
  func describe() -> AudioStream {
    var facts = facts
    facts.decoded = samples.describe()
    if facts.decoded == nil { facts.failure = missing ?? failure() }
    return facts
  }

  private func failure() -> String {
    guard let decoder, decoder.packets > 0 else { return "no packets" }
    return "no sample in \(decoder.packets) packets" + (decoder.lastError.map { ": \($0)" } ?? "")
  }

  private func add(_ frame: UnsafeMutablePointer<AVFrame>, _ decoder: StreamDecoder) {
    guard stoppedBy == nil, let context = decoder.context else { return }
    let time = seconds(frame.pointee.best_effort_timestamp, stream.pointee.time_base)
    let all = samples.add(frame, of: context, time: time, limit: limits.samples) { run, channels, rate in
      sink?.take(run, channels: channels, sampleRate: rate)
    }
    if !all { stoppedBy = .samples }
  }
}
