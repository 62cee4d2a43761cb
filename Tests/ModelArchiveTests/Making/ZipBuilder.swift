/// Writes zip files of stored entries byte by byte.
struct ZipBuilder {
  private var locals: [UInt8] = []
  private var central: [UInt8] = []
  private var count: UInt16 = 0

  /// An archive of `entries`.
  static func archive(_ entries: (inout ZipBuilder) -> Void) -> [UInt8] {
    var zip = ZipBuilder()
    entries(&zip)
    return zip.finished
  }

  /// Adds an entry; `unixMode` holds the file type bits too, `flags` bit 0 says that it is encrypted.
  mutating func add(
    _ name: String, _ content: [UInt8], unixMode: UInt32 = 0o100644, flags: UInt16 = 0, crc: UInt32? = nil
  ) {
    let offset = UInt32(locals.count)
    let sum = crc ?? Self.crc32(content)
    let size = UInt32(content.count)
    let name = Array(name.utf8)
    var common = le16(flags | 0x800) + le16(0) + le32(0x21_0000)
    common += le32(sum) + le32(size) + le32(size)
    common += le16(UInt16(name.count)) + le16(0)
    locals += le32(0x0403_4B50) + le16(20) + common + name + content
    central += le32(0x0201_4B50) + le16(0x0314) + le16(20) + common
    central += le16(0) + le16(0) + le16(0)
    central += le32(unixMode << 16) + le32(offset) + name
    count += 1
  }

  /// The file's bytes.
  var finished: [UInt8] {
    var end = le32(0x0605_4B50) + le16(0) + le16(0) + le16(count) + le16(count)
    end += le32(UInt32(central.count)) + le32(UInt32(locals.count)) + le16(0)
    return locals + central + end
  }

  /// The checksum of zip and gzip.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

private func le16(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
private func le32(_ value: UInt32) -> [UInt8] { le16(UInt16(value & 0xFFFF)) + le16(UInt16(value >> 16)) }
