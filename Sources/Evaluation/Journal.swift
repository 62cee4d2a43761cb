import FoundationEssentials
import Glibc

/// The append-only record of a run: one JSON object a line, one writer a file.
///
/// A line is written by one `write`, and made durable before `append` returns where it could not be made again, so
/// after any kill the file holds whole lines and at most one torn one at its end. Opening cuts the torn end off; a bad
/// line anywhere else means the file was damaged by something else, and is an error.
final class Journal {
  private let descriptor: Int32
  private let path: String

  /// Opens a journal for appending after cutting a torn end.
  init(path: String) throws(RunError) {
    let bytes = try FileSystem.read(path) ?? []
    let whole = Self.wholeLength(of: bytes)
    let isNew = FileSystem.kind(of: path) == nil
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    self.path = path
    guard descriptor >= 0 else {
      throw RunError(.environment, "cannot open the journal \(path): \(FileSystem.lastError)")
    }
    if whole < bytes.count {
      guard ftruncate(descriptor, whole) == 0, fsync(descriptor) == 0 else {
        throw RunError(.environment, "cannot mend the journal \(path): \(FileSystem.lastError)")
      }
    }
    if isNew { try FileSystem.syncFolder(containing: path) }
  }

  deinit { close(descriptor) }

  /// Appends one line and makes it durable; a failure stops the run, because nothing after it could be trusted.
  ///
  /// - Parameter durably: false for a line that can be made again from what is durable already.
  func append(_ line: JournalLine, durably: Bool = true) throws(RunError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(line)
    } catch {
      throw RunError(.harness, "cannot encode a journal line for \(line.sample): \(error)")
    }
    try FileSystem.writeAll(Array(data) + [UInt8(ascii: "\n")], to: descriptor, path: path)
    guard !durably || fdatasync(descriptor) == 0 else {
      throw RunError(.environment, "cannot make the journal \(path) durable: \(FileSystem.lastError)")
    }
  }

  /// The lines of a journal file; a torn end (no line break, or zero bytes) is left out.
  ///
  /// - Throws: `RunError` for a line before the end that is not one of ours, with file and line.
  static func lines(at path: String) throws(RunError) -> [JournalLine] {
    guard let bytes = try FileSystem.read(path) else { return [] }
    var lines: [JournalLine] = []
    let whole = bytes[..<wholeLength(of: bytes)]
    for (number, text) in whole.split(separator: UInt8(ascii: "\n")).enumerated() {
      if let line = try? JSONDecoder().decode(JournalLine.self, from: Data(text)),
        line.version == JournalLine.currentVersion
      {
        lines.append(line)
        continue
      }
      // A line of another version may lack what ours has, so its version is looked at by itself.
      if let version = WireVersion.read(Data(text)), version != JournalLine.currentVersion {
        throw RunError(.usage, "\(path):\(number + 1): journal version \(version) is not known to this version")
      }
      throw RunError(
        .environment, "\(path):\(number + 1): this line is not one that genlock wrote",
        help: "the file was changed by something other than genlock; start a new run")
    }
    return lines
  }

  /// How many bytes at the front are whole lines: a tail of zero bytes (a file system that lost power) and a line
  /// without its break do not count.
  static func wholeLength(of bytes: [UInt8]) -> Int {
    let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    return bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }
}
