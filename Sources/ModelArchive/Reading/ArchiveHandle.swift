import CArchive
import Glibc

/// What a call of libarchive came to.
enum ReadOutcome: Hashable {
  /// It worked.
  case done
  /// There is no more.
  case end
  /// It worked, with a remark.
  case oddity(String)
  /// It failed, and so will every call after it.
  case failed(String)
}

/// A reading `struct archive` and the one place where its return codes are looked at.
struct ArchiveHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Allocates a reader that knows no format and no filter yet.
  init() throws(ArchiveError) {
    guard let pointer = archive_read_new() else {
      throw ArchiveError(action: "start", path: "libarchive", reason: "out of memory")
    }
    self.pointer = pointer
  }

  // Frees what is there whatever state the archive is in; there is nothing to do about a failure.
  deinit { _ = archive_read_free(pointer) }

  /// Sorts a return code: everything that is not known to be good is a failure, so that no loop waits for an end that
  /// never comes (a truncated archive answers -30 for ever).
  func check(_ code: Int32) -> ReadOutcome {
    switch code {
    case ARCHIVE_OK: .done
    case ARCHIVE_EOF: .end
    case ARCHIVE_WARN: .oddity(message)
    default: .failed(message)
    }
  }

  /// Sorts the codes of set-up calls, which fail only where the library lacks a part.
  func require(_ code: Int32, _ part: String) throws(ArchiveError) {
    // A warning says that an external program will be used; filters that do are never wanted here.
    if check(code) != .done {
      throw ArchiveError(
        action: "use", path: "libarchive", reason: "it was built without \(part)",
        help: "install a libarchive with \(part) (Debian: libarchive13)")
    }
  }

  private var message: String {
    guard let text = archive_error_string(pointer) else { return "damaged" }
    let words = String(cString: text).split { $0.isWhitespace || $0.isNewline }
    return printable(Array(words.joined(separator: " ").utf8))
  }
}
