public import Quantities

/// What one media worker may use.
public struct WorkerLimits: Sendable, Hashable {
  /// Memory of its own (data segment and private mappings), in bytes; the shared slot is not counted.
  public var memory: ByteCount
  /// CPU seconds of its whole life; a worker near its end is replaced before the next file.
  public var cpuSeconds: Int
  /// Wall seconds it may take to start (loading FFmpeg takes 50 ms on an idle machine).
  public var startSeconds: Double

  /// Makes limits; the defaults hold a 4K HEVC decode.
  public init(memory: ByteCount = .mebibytes(512), cpuSeconds: Int = 3600, startSeconds: Double = 30) {
    self.memory = memory
    self.cpuSeconds = cpuSeconds
    self.startSeconds = startSeconds
  }
}
