import CArchive
import Testing

/// A way to compress a tar file.
enum Compression: String, CaseIterable {
  case none
  case gzip
  case bzip2
  case xz
  case zstd

  /// Compresses bytes with libarchive's writer.
  func compress(_ bytes: [UInt8]) throws -> [UInt8] {
    if self == .none { return bytes }
    let archive = try #require(archive_write_new())
    defer { archive_write_free(archive) }
    try #require(archive_write_add_filter_by_name(archive, rawValue) == ARCHIVE_OK)
    try #require(archive_write_set_format_raw(archive) == ARCHIVE_OK)
    try #require(archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK)
    var out = [UInt8](repeating: 0, count: bytes.count + 1 << 16)
    var used = 0
    try out.withUnsafeMutableBytes { buffer in
      try #require(archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used) == ARCHIVE_OK)
      let entry = try #require(archive_entry_new())
      defer { archive_entry_free(entry) }
      archive_entry_set_filetype(entry, UInt32(0o100000))
      try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
      let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      try #require(written == bytes.count)
      try #require(archive_write_close(archive) == ARCHIVE_OK)
    }
    return Array(out.prefix(used))
  }
}
