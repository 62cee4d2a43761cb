/// A zip archive whose members are stored as they are: what `numpy.savez` writes.
///
/// Reading believes nothing: every offset is held against the bytes, members may not overlap, repeat or be compressed, and
/// their checksums must hold.
public struct StoredArchive: Sendable {
  private static let mostMembers = 64

  /// Where the members are, by name.
  private let ranges: [String: Range<Int>]

  /// The members' names, in order.
  public var names: [String] { ranges.keys.sorted() }

  /// Reads the directory of a whole archive.
  ///
  /// - Throws: `archive`, with what is wrong.
  public init(parsing bytes: UnsafeRawBufferPointer) throws(FeatureFileError) {
    let reader = Reader(bytes: bytes)
    let end = bytes.count - 22
    guard end >= 0, try reader.word32(end) == 0x0605_4B50, try reader.word16(end + 20) == 0 else {
      throw .archive("it does not end as a zip archive does; it is cut off, or something follows it")
    }
    let count = try reader.word16(end + 10)
    let (size, start) = (try reader.word32(end + 12), try reader.word32(end + 16))
    guard try reader.word32(end + 4) == 0, try reader.word16(end + 8) == count, start + size == end else {
      throw .archive("its directory is not where its end says")
    }
    guard count <= Self.mostMembers else {
      throw .archive("it has \(count) members; at most \(Self.mostMembers) are read")
    }
    var ranges: [String: Range<Int>] = [:]
    var position = start
    for _ in 0..<count {
      let entry = try reader.entry(position, before: end, dataEnd: start)
      guard ranges.updateValue(entry.data, forKey: entry.name) == nil else {
        throw .archive("it has two members named `\(entry.name)`")
      }
      position = entry.next
    }
    guard position == end else { throw .archive("its directory has a remainder") }
    let sorted = ranges.values.sorted { $0.lowerBound < $1.lowerBound }
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.upperBound > right.lowerBound {
      throw .archive("its members overlap")
    }
    self.ranges = ranges
  }

  /// The bytes of a member in the archive's bytes; nil where there is none of that name.
  public func member(_ name: String, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    ranges[name].map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
  }

  /// An archive of members, in the order given; the same members give the same bytes.
  ///
  /// - Throws: `tooLarge` for 4 GiB or more.
  public static func bytes(of members: [(name: String, data: [UInt8])]) throws(FeatureFileError) -> [UInt8] {
    let total = members.reduce(22) { $0 + $1.data.count + 2 * $1.name.utf8.count + 76 }
    guard total < Int(UInt32.max) else { throw .tooLarge(bytes: total, most: Int(UInt32.max) - 1) }
    var archive: [UInt8] = []
    archive.reserveCapacity(total)
    var directory: [UInt8] = []
    for (name, data) in members {
      // Version 2.0, no flags, stored, 1980-01-01 00:00, checksum, both sizes, lengths of name and extra field.
      let common =
        words16(20, 0, 0, 0, 0x21) + words32(Int(CRC32.of(data)), data.count, data.count) + words16(name.utf8.count, 0)
      directory += words32(0x0201_4B50) + words16(20) + common + words16(0, 0, 0) + words32(0, archive.count)
      directory += Array(name.utf8)
      archive += words32(0x0403_4B50) + common + Array(name.utf8)
      archive += data
    }
    let end = words16(0, 0, members.count, members.count) + words32(directory.count, archive.count) + words16(0)
    return archive + directory + words32(0x0605_4B50) + end
  }

  private static func words16(_ values: Int...) -> [UInt8] {
    values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func words32(_ values: Int...) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
  }
}

extension StoredArchive {
  /// Reads numbers and entries within bounds.
  private struct Reader {
    let bytes: UnsafeRawBufferPointer

    func word16(_ offset: Int) throws(FeatureFileError) -> Int {
      guard offset >= 0, offset <= bytes.count - 2 else { throw .archive("it is cut off") }
      return Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    }

    func word32(_ offset: Int) throws(FeatureFileError) -> Int {
      guard offset >= 0, offset <= bytes.count - 4 else { throw .archive("it is cut off") }
      return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// The directory entry at an offset: its name, where its data lies, and where the next entry starts.
    func entry(
      _ offset: Int, before end: Int, dataEnd: Int
    ) throws(FeatureFileError) -> (name: String, data: Range<Int>, next: Int) {
      guard try word32(offset) == 0x0201_4B50 else { throw .archive("its directory holds something else") }
      let next = offset + 46 + (try word16(offset + 28)) + (try word16(offset + 30)) + (try word16(offset + 32))
      guard next <= end else { throw .archive("an entry of its directory is cut off") }
      let name = try name(offset + 46, length: word16(offset + 28))
      guard try word16(offset + 8) & 1 == 0 else { throw .archive("`\(name)` in it is encrypted") }
      guard try word16(offset + 10) == 0 else {
        throw .archive("`\(name)` in it is compressed; write it with `numpy.savez`, not `savez_compressed`")
      }
      let (size, local) = (try word32(offset + 24), try word32(offset + 42))
      guard try word32(offset + 20) == size, try word32(local) == 0x0403_4B50,
        try self.name(local + 30, length: word16(local + 26)) == name
      else { throw .archive("`\(name)` in it is not where its directory says") }
      let start = local + 30 + (try word16(local + 26)) + (try word16(local + 28))
      guard start + size <= dataEnd else { throw .archive("`\(name)` in it is cut off") }
      let data = UnsafeRawBufferPointer(rebasing: bytes[start..<start + size])
      guard Int(CRC32.of(data)) == (try word32(offset + 16)) else {
        throw .archive("`\(name)` in it is damaged: its checksum is another")
      }
      return (name, start..<start + size, next)
    }

    private func name(_ offset: Int, length: Int) throws(FeatureFileError) -> String {
      guard (1...64).contains(length), offset >= 0, offset + length <= bytes.count else {
        throw .archive("a name in it is too long or missing")
      }
      let characters = bytes[offset..<offset + length]
      guard characters.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw .archive("a name in it is not plain ASCII")
      }
      return String(decoding: characters, as: UTF8.self)
    }
  }
}
