import CArchive
import Glibc

/// What an archive's header says about an entry, unchecked.
struct ArchiveEntry {
  /// What it says the entry is.
  enum Kind: Hashable {
    case file(isExecutable: Bool)
    case directory
    case symlink(target: [UInt8])
    /// Anything else, in words.
    case other(String)
  }

  /// The path as it is spelled; nil where it could not be brought into UTF-8.
  let path: [UInt8]?
  /// What it is.
  let kind: Kind
  /// The announced size in bytes; nil where there is none.
  let size: Int64?

  /// Reads the header.
  init(_ entry: OpaquePointer) {
    path = archive_entry_pathname(entry).map(Self.bytes)
    size = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil
    kind = Self.kind(of: entry)
  }

  private static func kind(of entry: OpaquePointer) -> Kind {
    if archive_entry_hardlink(entry) != nil { return .other("a hard link") }
    switch mode_t(archive_entry_filetype(entry)) {
    case S_IFREG: return .file(isExecutable: archive_entry_perm(entry) & 0o111 != 0)
    case S_IFDIR: return .directory
    case S_IFLNK: return .symlink(target: bytes(archive_entry_symlink(entry)))
    case S_IFCHR: return .other("a character device")
    case S_IFBLK: return .other("a block device")
    case S_IFIFO: return .other("a FIFO")
    case S_IFSOCK: return .other("a socket")
    default: return .other("of an unknown kind")
    }
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
