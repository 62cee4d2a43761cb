import CArchive
import Glibc

/// The archive file's bytes with its one layer of compression taken off.
///
/// libarchive reads the file as `raw` behind its filters, and a second reader parses the tar in what comes out. So the
/// unpacked bytes can be counted before anything parses them, and what follows the tar's end can be looked at.
final class DecompressedStream {
  /// Why the stream cannot go on.
  enum Stop: Hashable {
    /// The compressed bytes are damaged.
    case damaged(String)
    /// More came out than `limit` allows.
    case tooMuch
    /// More than one filter would be needed.
    case nested
  }

  /// The file beneath.
  let source: FileSource
  /// Why it stopped; nil while it goes on, and at a proper end.
  private(set) var stop: Stop?
  /// Whether everything came out.
  private(set) var isAtEnd = false
  /// Bytes that came out so far.
  private(set) var count: Int64 = 0
  /// The position behind the last byte that is not zero, of what came out so far.
  private(set) var endOfData: Int64 = 0

  private let handle: ArchiveHandle
  private let limit: Int64

  /// Opens the file; `limit` is the most that may come out of it.
  init(_ source: FileSource, limit: Int64) throws(ArchiveError) {
    self.source = source
    self.limit = limit
    handle = try ArchiveHandle()
    let archive = handle.pointer
    try handle.require(archive_read_support_filter_gzip(archive), "gzip")
    try handle.require(archive_read_support_filter_bzip2(archive), "bzip2")
    try handle.require(archive_read_support_filter_xz(archive), "xz")
    try handle.require(archive_read_support_filter_zstd(archive), "zstd")
    try handle.require(archive_read_support_format_raw(archive), "raw")
    open()
  }

  private func open() {
    let client = Unmanaged.passUnretained(source).toOpaque()
    if case .failed(let reason) = handle.check(
      archive_read_open(handle.pointer, client, nil, readFromSource, nil))
    {
      stop = .damaged(reason)
      return
    }
    // The chain of filters ends with the client's own, called "none".
    if archive_filter_count(handle.pointer) > 2 {
      stop = .nested
      return
    }
    var entry: OpaquePointer?
    switch handle.check(archive_read_next_header(handle.pointer, &entry)) {
    case .done, .oddity: break
    case .end: isAtEnd = true
    case .failed(let reason): stop = .damaged(reason)
    }
  }

  /// The next bytes, valid until the next call; empty at the end, nil where the stream stopped.
  func next() -> UnsafeRawBufferPointer? {
    if stop != nil { return nil }
    if isAtEnd { return UnsafeRawBufferPointer(start: nil, count: 0) }
    var block: UnsafeRawPointer?
    var size = 0
    var offset: Int64 = 0
    switch handle.check(archive_read_data_block(handle.pointer, &block, &size, &offset)) {
    case .done:
      let bytes = UnsafeRawBufferPointer(start: block, count: size)
      if let last = bytes.lastIndex(where: { $0 != 0 }) { endOfData = count + Int64(last) + 1 }
      count += Int64(size)
      if count > limit {
        stop = .tooMuch
        return nil
      }
      return bytes
    case .end:
      isAtEnd = true
      return UnsafeRawBufferPointer(start: nil, count: 0)
    case .oddity(let reason), .failed(let reason):
      stop = .damaged(reason)
      return nil
    }
  }

  /// Bytes of the file that the filters took; what is left of the file after the end is not part of the archive.
  var consumed: Int64 { archive_filter_bytes(handle.pointer, -1) }
}

/// libarchive's read callback over a `FileSource`.
private func readFromSource(
  _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let client, let chunk = Unmanaged<FileSource>.fromOpaque(client).takeUnretainedValue().next() else { return -1 }
  bytes?.pointee = chunk.baseAddress
  return chunk.count
}
