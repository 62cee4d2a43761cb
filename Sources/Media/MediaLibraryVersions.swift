/// The versions of the FFmpeg libraries a media worker decodes with.
public struct MediaLibraryVersions: Sendable, Hashable, Codable {
  /// FFmpeg's release, for example `5.1.9-0+deb12u1`.
  public let release: String
  /// libavformat, for example `59.27.100`.
  public let format: String
  /// libavcodec.
  public let codec: String
  /// libavutil.
  public let util: String
  /// libswscale.
  public let scale: String

  /// Makes a set of versions.
  public init(release: String, format: String, codec: String, util: String, scale: String) {
    self.release = release
    self.format = format
    self.codec = codec
    self.util = util
    self.scale = scale
  }
}
