/// Takes what a decode delivers besides facts.
public protocol DecodingSink: AnyObject {
  /// Room for `byteCount` bytes into which the next frame is written; nil ends the examination with an error.
  func roomForFrame(byteCount: Int) -> UnsafeMutableRawBufferPointer?
  /// The room asked for last now holds `height` rows of `width` packed BGR24 pixels.
  func frameIsReady(width: Int, height: Int)
  /// A run of interleaved samples, full scale = 1, valid during the call.
  func take(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int)
}
