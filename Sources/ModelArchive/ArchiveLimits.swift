public import Quantities

/// The caps on what an archive may hold. They bound the time, memory and disk an unpack can cost.
public struct ArchiveLimits: Sendable, Hashable {
  /// Entries, folders that are only implied included.
  public var entries: Int
  /// Bytes of all files together.
  public var totalBytes: ByteCount
  /// Unpacked bytes for each byte of the archive; only asked once `ratioFloor` is passed.
  public var ratio: Int
  /// Unpacked bytes below which no ratio is too large.
  public var ratioFloor: ByteCount
  /// Names in a path.
  public var depth: Int
  /// UTF-8 bytes of a whole path.
  public var pathBytes: Int
  /// UTF-8 bytes of one name.
  public var nameBytes: Int

  /// Makes limits; what is not given is the standard.
  public init(
    entries: Int = 200_000, totalBytes: ByteCount = .gibibytes(64), ratio: Int = 200,
    ratioFloor: ByteCount = .mebibytes(256), depth: Int = 64, pathBytes: Int = 1024, nameBytes: Int = 255
  ) {
    self.entries = entries
    self.totalBytes = totalBytes
    self.ratio = ratio
    self.ratioFloor = ratioFloor
    self.depth = depth
    self.pathBytes = pathBytes
    self.nameBytes = nameBytes
  }

  /// 200,000 entries, 64 GiB, 200 : 1 beyond 256 MiB, 64 names deep, paths of 1,024 and names of 255 bytes.
  public static let standard = ArchiveLimits()
}
