import Media
import Quantities

/// Short texts for figures in tables.
enum Figures {
  /// `256x256 8 fps 4 s`, from what decoded; nil where nothing did.
  static func video(_ media: MediaDescription?) -> String? {
    guard let stream = media?.video.first else { return media == nil ? nil : "none" }
    guard let decoded = stream.decoded else { return "undecodable" }
    let rate = decoded.frameRate.map { " \($0.doubleValue.decimal(places: 2)) fps" } ?? ""
    let span = decoded.span.map { " \($0.doubleValue.decimal(places: 2)) s" } ?? " \(decoded.frameCount) frames"
    return "\(decoded.width)x\(decoded.height)\(rate)\(span)"
  }

  /// `16 kHz mono 4.03 s`, from what decoded; nil where there is no file.
  static func audio(_ media: MediaDescription?) -> String? {
    guard let media else { return nil }
    guard let stream = media.audio.first else { return "none" }
    guard let decoded = stream.decoded else { return "undecodable" }
    let rate = (Double(decoded.sampleRate) / 1000).decimal(places: 3)
    return "\(rate) kHz \(channels(decoded.channels)) \(decoded.span.doubleValue.decimal(places: 2)) s"
  }

  /// `mono`, `stereo`, `6 ch`.
  static func channels(_ count: Int) -> String {
    switch count {
    case 1: "mono"
    case 2: "stereo"
    default: "\(count) ch"
    }
  }

  /// `0.12 s`, `3m20s`; seconds that are not finite or negative are shown as `?`.
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, value >= 0, value < 1e9 else { return "?" }
    return Duration.milliseconds(Int64((value * 1000).rounded())).brief
  }

  /// `41 MiB`.
  static func bytes(_ value: Int64) -> String { ByteCount(bytes: value).map(\.description) ?? "?" }

  /// A metric's value with six significant places behind small ones and fewer behind large: `0.320612`, `164.213`.
  static func metric(_ value: Double) -> String {
    if value != 0, value.magnitude < 1e-4 { return "\(value)" }
    return value.fixed(places: value.magnitude < 10 ? 6 : 3)
  }
}
