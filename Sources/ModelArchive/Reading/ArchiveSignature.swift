import Glibc

/// Tells archive formats apart by their first bytes.
enum ArchiveSignature {
  private static let others: [(start: [UInt8], name: String)] = [
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"), (Array("Rar!".utf8), "a RAR archive"),
    ([0x04, 0x22, 0x4D, 0x18], "compressed with lz4"), (Array("LZIP".utf8), "compressed with lzip"),
    ([0x1F, 0x9D], "compressed with compress"), ([0x89, 0x4C, 0x5A, 0x4F], "compressed with lzop"),
    ([0x5D, 0x00, 0x00], "compressed with lzma"), ([0xED, 0xAB, 0xEE, 0xDB], "an RPM package"),
    (Array("!<arch>".utf8), "an ar archive or Debian package"), (Array("07070".utf8), "a cpio archive"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  ]

  /// Whether the file starts like a zip: with a local header, or with the end record of an empty one.
  static func isZip(_ descriptor: Int32) throws(ArchiveError) -> Bool {
    let start = try firstBytes(descriptor).prefix(4)
    return [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]].contains(Array(start))
  }

  /// Whether the file is a zip that starts with its end.
  static func isEmptyZip(_ descriptor: Int32) throws(ArchiveError) -> Bool {
    try firstBytes(descriptor).starts(with: [0x50, 0x4B, 5, 6])
  }

  /// What the file seems to be, in a sentence.
  static func describe(_ descriptor: Int32) throws(ArchiveError) -> String {
    let start = try firstBytes(descriptor)
    let other = others.first { start.starts(with: $0.start) }
    return other.map { "the file is neither tar nor zip: it is \($0.name)" } ?? "the file is neither tar nor zip"
  }

  private static func firstBytes(_ descriptor: Int32) throws(ArchiveError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 8)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    if count < 0 { throw ArchiveError("read", "the archive") }
    return Array(bytes.prefix(count))
  }
}
