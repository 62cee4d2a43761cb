import CArchive
import Findings
import Glibc

/// How much may come out of an archive's compression, and what to say where more does.
struct StreamCap {
  let limit: Int64
  let refusal: Refusal
}

/// Reads the entries of a tar (through one layer of compression) or of a zip file.
final class ArchiveReader {
  /// What the next header came to.
  enum Header {
    /// An entry; remarks of the reader beside it.
    case entry(ArchiveEntry, oddity: String?)
    /// The end of the archive.
    case end
    /// The archive cannot be read on.
    case refused(Refusal)
  }

  /// A piece of the current entry's data.
  enum DataPiece {
    /// Bytes that belong at `offset` of the file.
    case bytes(UnsafeRawBufferPointer, offset: Int64)
    /// The end of the entry.
    case end
    /// The archive cannot be read on.
    case refused(Refusal)
  }

  private let handle: ArchiveHandle
  private let descriptor: Int32
  private let size: Int64
  private let stream: DecompressedStream?
  private let streamCap: StreamCap
  private let locale = UTF8Locale()
  private var openFailure: Refusal?

  /// Opens the archive behind `descriptor`, `size` bytes long, with a cap on what may come out of its compression.
  init(_ descriptor: Int32, size: Int64, streamCap: StreamCap) throws(ArchiveError) {
    self.descriptor = descriptor
    self.size = size
    self.streamCap = streamCap
    handle = try ArchiveHandle()
    if try ArchiveSignature.isZip(descriptor) {
      stream = nil
      try handle.require(archive_read_support_format_zip_seekable(handle.pointer), "zip")
      if lseek(descriptor, 0, SEEK_SET) != 0 { throw ArchiveError("read", "the archive") }
      openFailure = try refusal(of: handle.check(archive_read_open_fd(handle.pointer, descriptor, 1 << 17)))
    } else {
      let stream = try DecompressedStream(FileSource(descriptor), limit: streamCap.limit)
      self.stream = stream
      try handle.require(archive_read_support_format_tar(handle.pointer), "tar")
      let client = Unmanaged.passUnretained(stream).toOpaque()
      openFailure = try refusal(of: handle.check(archive_read_open(handle.pointer, client, nil, readFromStream, nil)))
    }
  }

  /// Reads the next entry's header, skipping what is left of the current entry.
  func nextHeader() throws(ArchiveError) -> Header {
    if let openFailure { return .refused(openFailure) }
    var entry: OpaquePointer?
    let outcome = handle.check(archive_read_next_header(handle.pointer, &entry))
    try throwReadFailure()
    switch outcome {
    case .end: return .end
    case .done, .oddity:
      guard let entry else { return .end }
      let isEncrypted = archive_entry_is_encrypted(entry) != 0 || archive_entry_is_metadata_encrypted(entry) != 0
      if isEncrypted { return .refused(Refusal(ModelArchiveRules.encrypted, "the archive holds encrypted entries")) }
      if case .oddity(let remark) = outcome { return .entry(ArchiveEntry(entry), oddity: remark) }
      return .entry(ArchiveEntry(entry), oddity: nil)
    case .failed: return .refused(try refusal(of: outcome) ?? Refusal(ModelArchiveRules.unreadable, "damaged"))
    }
  }

  /// Reads the next piece of the current entry's data.
  func nextData() throws(ArchiveError) -> DataPiece {
    var block: UnsafeRawPointer?
    var size = 0
    var offset: Int64 = 0
    let outcome = handle.check(archive_read_data_block(handle.pointer, &block, &size, &offset))
    try throwReadFailure()
    switch outcome {
    case .done: return .bytes(UnsafeRawBufferPointer(start: block, count: size), offset: offset)
    case .end: return .end
    // A remark about data is a checksum or a size that does not hold.
    case .oddity(let reason): return .refused(Refusal(ModelArchiveRules.unreadable, reason))
    case .failed: return .refused(try refusal(of: outcome) ?? Refusal(ModelArchiveRules.unreadable, "damaged"))
    }
  }

  /// Looks at what follows the archive's end; call after `nextHeader` has answered `end`.
  func finish() throws(ArchiveError) -> Refusal? {
    guard let stream else { return nil }
    let end = archive_filter_bytes(handle.pointer, 0)
    while let bytes = stream.next(), !bytes.isEmpty {}
    try throwReadFailure()
    if let refusal = streamRefusal(fallback: "") { return refusal }
    if stream.endOfData > end || stream.consumed < size {
      return Refusal(ModelArchiveRules.trailingData, "data follows the archive's end")
    }
    if stream.count - stream.endOfData < 512 {
      return Refusal(ModelArchiveRules.truncated, "the archive has no end mark; it may have been cut")
    }
    return nil
  }

  private func refusal(of outcome: ReadOutcome) throws(ArchiveError) -> Refusal? {
    guard case .failed(let reason) = outcome else { return nil }
    if let refusal = streamRefusal(fallback: reason) { return refusal }
    if try ArchiveSignature.isEmptyZip(descriptor) {
      return Refusal(ModelArchiveRules.empty, "the archive holds no file")
    }
    if reason.contains("Unrecognized archive format") {
      return Refusal(ModelArchiveRules.unreadable, try ArchiveSignature.describe(descriptor))
    }
    if stream?.isAtEnd == true { return Refusal(ModelArchiveRules.truncated, "the archive ends too early: \(reason)") }
    return Refusal(ModelArchiveRules.unreadable, "the archive is damaged: \(reason)")
  }

  private func streamRefusal(fallback: String) -> Refusal? {
    switch stream?.stop {
    case nil: return nil
    case .nested: return Refusal(ModelArchiveRules.nestedCompression, "the archive is compressed more than once")
    case .tooMuch: return streamCap.refusal
    case .damaged(let reason):
      let words = reason == "damaged" && !fallback.isEmpty ? fallback : reason
      if stream?.source.isAtEnd == true {
        return Refusal(ModelArchiveRules.truncated, "the compressed data ends too early: \(words)")
      }
      return Refusal(ModelArchiveRules.unreadable, "the compressed data is damaged: \(words)")
    }
  }

  private func throwReadFailure() throws(ArchiveError) {
    if let code = stream?.source.failure, code != 0 { throw ArchiveError("read", "the archive", errno: code) }
  }
}

/// libarchive's read callback over a `DecompressedStream`.
private func readFromStream(
  _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let client, let chunk = Unmanaged<DecompressedStream>.fromOpaque(client).takeUnretainedValue().next() else {
    return -1
  }
  bytes?.pointee = chunk.baseAddress
  return chunk.count
}

/// Makes UTF-8 this thread's character set for as long as it lives.
private final class UTF8Locale {
  private let previous = genlock_enter_utf8_locale()

  deinit { if previous != nil { genlock_leave_utf8_locale(previous) } }
}
