import Findings
import Glibc
import Quantities

/// One unpacking: reads the archive entry by entry, checks each and builds the accepted ones beneath a folder.
///
/// After the first refusal nothing more is written, but the names that follow are still checked, so that one run tells
/// everything that is wrong. Damage and passed caps end the reading at once.
struct Extraction {
  /// Findings kept; the last of them says that there are more.
  private static let mostFindings = 100

  private let archive: String
  private let archiveSize: Int64
  private let limits: ArchiveLimits
  private let writer: TreeWriter
  private var table = PathTable()
  private var symlinks: [(path: EntryPath, target: String)] = []
  private var unpackedBytes: Int64 = 0
  private var fileCount = 0
  private var isOver = false
  private(set) var findings: [Finding] = []

  private var isClean: Bool { !findings.contains { $0.severity == .error } }

  /// Prepares to unpack into the empty folder at `destination`; `archive` is the name findings carry.
  init(of archive: String, size: Int64, into destination: String, limits: ArchiveLimits) throws(ArchiveError) {
    self.archive = archive
    archiveSize = size
    self.limits = limits
    writer = try TreeWriter(at: destination)
  }

  /// Unpacks the archive behind `descriptor`; what is wrong with it is in `findings` afterwards.
  mutating func run(_ descriptor: Int32) throws(ArchiveError) {
    if archiveSize == 0 {
      add(Refusal(ModelArchiveRules.empty, "the archive is an empty file"))
      return
    }
    let reader = try ArchiveReader(descriptor, size: archiveSize, streamCap: streamCap)
    while !isOver {
      switch try reader.nextHeader() {
      case .refused(let refusal): stop(refusal)
      case .end:
        if let refusal = try reader.finish() { addAtEnd(refusal) }
        try finish()
        return
      case .entry(let entry, let oddity):
        if let oddity { add(Refusal(ModelArchiveRules.oddity, oddity), entry: entry.path) }
        try take(entry, from: reader)
      }
    }
  }

  /// The most that may come out of the compression: the cap on bytes and room for headers, or the ratio's.
  private var streamCap: StreamCap {
    let headers = Int64(limits.entries).multipliedReportingOverflow(by: 4096)
    let sum = limits.totalBytes.bytes.addingReportingOverflow(headers.overflow ? .max : headers.partialValue)
    let most = sum.overflow ? .max : sum.partialValue
    return most < ratioCap ? StreamCap(limit: most, refusal: tooLarge) : StreamCap(limit: ratioCap, refusal: tooDense)
  }

  private var tooLarge: Refusal {
    Refusal(ModelArchiveRules.tooLarge, "the archive unpacks to more than \(limits.totalBytes)")
  }

  private var tooDense: Refusal {
    Refusal(ModelArchiveRules.ratio, "the archive unpacks to more than \(limits.ratio) times its size")
  }

  private var ratioCap: Int64 {
    let product = archiveSize.multipliedReportingOverflow(by: Int64(limits.ratio))
    return max(limits.ratioFloor.bytes, product.overflow ? .max : product.partialValue)
  }

  private mutating func take(_ entry: ArchiveEntry, from reader: ArchiveReader) throws(ArchiveError) {
    guard let spelled = entry.path else {
      add(Refusal(ModelArchiveRules.nameEncoding, "the name cannot be read as UTF-8"))
      return
    }
    switch EntryPath.checking(spelled, limits: limits) {
    case .failure(let refusal): add(refusal, entry: spelled)
    case .success(let path):
      switch entry.kind {
      case .other(let kind): add(Refusal(ModelArchiveRules.entryType, "the entry is \(kind)"), entry: spelled)
      case .directory: if !path.names.isEmpty { _ = try place(path, as: .directory, spelled) }
      case .symlink(let target): try takeSymlink(path, target, spelled)
      case .file(let isExecutable): try takeFile(path, isExecutable, entry, spelled, reader)
      }
    }
  }

  /// Enters the path in the table and makes the folders it implies; whether it may be made now.
  private mutating func place(
    _ path: EntryPath, as kind: PathTable.Kind, _ spelled: [UInt8]
  ) throws(ArchiveError) -> Bool {
    if path.names.isEmpty {
      add(Refusal(ModelArchiveRules.duplicate, "the entry stands for the model's folder itself"), entry: spelled)
      return false
    }
    let known = table.count
    switch table.enter(path, as: kind) {
    case .failure(let refusal):
      add(refusal, entry: spelled)
      return false
    case .success(let implied):
      if table.count > limits.entries {
        stop(
          Refusal(ModelArchiveRules.tooManyEntries, "the archive holds more than \(limits.entries) entries"),
          entry: spelled)
      }
      guard isClean else { return false }
      for folder in implied { try writer.makeDirectory(folder) }
      // An implied folder that is named now is there already.
      if kind == .directory, table.count > known { try writer.makeDirectory(path.text) }
      return true
    }
  }

  private mutating func takeSymlink(_ path: EntryPath, _ target: [UInt8], _ spelled: [UInt8]) throws(ArchiveError) {
    guard try place(path, as: .symlink, spelled) else { return }
    switch SymlinkTarget.checking(target, limits: limits) {
    case .failure(let refusal): add(refusal, entry: spelled)
    case .success(let text): symlinks.append((path, text))
    }
  }

  private mutating func takeFile(
    _ path: EntryPath, _ isExecutable: Bool, _ entry: ArchiveEntry, _ spelled: [UInt8], _ reader: ArchiveReader
  ) throws(ArchiveError) {
    fileCount += 1
    let isPlaced = try place(path, as: .file, spelled)
    let start = unpackedBytes
    let announced = max(0, entry.size ?? 0)
    guard count(upTo: announced, since: start, spelled), isPlaced else { return }

    let file = try writer.makeFile(path.text, isExecutable: isExecutable)
    defer { close(file) }
    var end: Int64 = 0
    while true {
      switch try reader.nextData() {
      case .refused(let refusal):
        stop(refusal, entry: spelled)
        return
      case .end:
        // A hole at the end of a sparse file has no bytes of its own.
        if end < announced, ftruncate(file, off_t(announced)) != 0 { throw ArchiveError("extend", path.text) }
        return
      case .bytes(let bytes, let offset):
        let reach = offset.addingReportingOverflow(Int64(bytes.count))
        guard offset >= 0, !reach.overflow, count(upTo: reach.partialValue, since: start, spelled) else {
          if !isOver { stop(Refusal(ModelArchiveRules.unreadable, "the data has no valid place"), entry: spelled) }
          return
        }
        end = max(end, reach.partialValue)
        try write(bytes, to: file, at: offset, named: path.text)
      }
    }
  }

  /// Counts an entry's bytes up to `size`, on top of the `start` bytes before it; false where a cap is passed.
  private mutating func count(upTo size: Int64, since start: Int64, _ spelled: [UInt8]) -> Bool {
    let (total, overflow) = start.addingReportingOverflow(size)
    unpackedBytes = max(unpackedBytes, overflow ? .max : total)
    if unpackedBytes > limits.totalBytes.bytes {
      stop(tooLarge, entry: spelled)
    } else if unpackedBytes > ratioCap {
      stop(tooDense, entry: spelled)
    }
    return !isOver
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int64, named path: String
  ) throws(ArchiveError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = pwrite(file, rest.baseAddress, rest.count, off_t(offset) + done)
      if written > 0 {
        done += written
      } else if errno != EINTR {
        throw ArchiveError("write", path)
      }
    }
  }

  /// Makes the symlinks, now that nothing can be written through them, and follows each.
  private mutating func finish() throws(ArchiveError) {
    guard isClean else { return }
    if fileCount == 0 { add(Refusal(ModelArchiveRules.empty, "the archive holds no file")) }
    guard isClean else { return }
    for (path, target) in symlinks { try writer.makeSymlink(path.text, to: target) }
    for (path, target) in symlinks {
      if let refusal = SymlinkTarget.judge(try writer.resolve(path.text), target: target) {
        add(refusal, entry: Array(path.text.utf8))
      }
    }
  }

  private mutating func add(_ refusal: Refusal, entry: [UInt8]? = nil, severity: Severity? = nil) {
    let location = Location(file: archive, entry: entry.map(printable))
    findings.append(Finding(refusal.rule, refusal.message, at: location, severity: severity))
    if findings.count == Self.mostFindings - 1 {
      let message = "there is more to say about this archive; the rest is left out"
      findings.append(Finding(ModelArchiveRules.oddity, message, at: Location(file: archive), severity: .note))
      isOver = true
    }
  }

  private mutating func stop(_ refusal: Refusal, entry: [UInt8]? = nil) {
    add(refusal, entry: entry)
    isOver = true
  }

  /// A tar whose entries were all read whole but that has no end mark is odd, not broken.
  private mutating func addAtEnd(_ refusal: Refusal) {
    let isEndMark = refusal.rule == ModelArchiveRules.truncated && refusal.message.contains("end mark")
    add(refusal, severity: isEndMark ? .warning : nil)
  }
}
