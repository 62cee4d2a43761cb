import CLinux
import Findings
import Glibc

/// A folder looked at as a bundle: its entries, and what does not belong into one.
struct BundleTree {
  /// The accepted entries with their times of change, ordered by the bytes of the path.
  private(set) var entries: [(entry: BundleEntry, modified: Int64)] = []
  /// The same entries as they were scanned, one for one.
  private(set) var scanned: [ScannedEntry] = []
  /// What was refused or is odd.
  private(set) var findings: [Finding] = []

  private let root: Int32
  private let rootPath: String

  /// Looks at the folder behind `root`; `name` is what findings call it.
  init(of root: Int32, at rootPath: String, named name: String, limits: ArchiveLimits) throws(ArchiveError) {
    self.root = root
    self.rootPath = rootPath
    let scan = try TreeScan(of: root, named: rootPath, limits: limits)
    if scan.isCut {
      let message = "the folder holds more than \(limits.entries) entries"
      findings.append(Finding(ModelArchiveRules.tooManyEntries, message, at: Location(file: name)))
      return
    }
    var table = PathTable()
    for item in scan.entries {
      let location = Location(file: name, entry: printable(item.path))
      switch EntryPath.checking(item.path, limits: limits) {
      case .failure(let refusal): findings.append(Finding(refusal.rule, refusal.message, at: location))
      case .success(let path):
        if case .failure(let twin) = table.enter(path, as: item.type == S_IFDIR ? .directory : .file) {
          findings.append(Finding(twin.rule, twin.message, at: location, severity: .warning))
        }
        try take(item, path.text, limits: limits, at: location)
      }
    }
  }

  private mutating func take(
    _ item: ScannedEntry, _ path: String, limits: ArchiveLimits, at location: Location
  ) throws(ArchiveError) {
    let kind: BundleEntry.Kind
    switch item.type {
    case S_IFREG: kind = .file(size: Int64(item.status.st_size), isExecutable: item.isExecutable)
    case S_IFDIR: kind = .directory
    case S_IFLNK:
      switch SymlinkTarget.checking(try target(of: item), limits: limits) {
      case .failure(let refusal):
        // Nothing is unpacked here, so a symlink that leads away only dangles in the sandbox.
        let severity: Severity? = refusal.rule == ModelArchiveRules.symlinkOutside ? .warning : nil
        findings.append(Finding(refusal.rule, refusal.message, at: location, severity: severity))
        kind = .symlink(target: printable(try target(of: item)))
      case .success(let text):
        kind = .symlink(target: text)
        if let refusal = SymlinkTarget.judge(try SymlinkEnd(of: path, beneath: root, named: rootPath), target: text) {
          findings.append(Finding(refusal.rule, refusal.message, at: location, severity: .warning))
        }
      }
    default:
      let message = "the entry is a device, a FIFO or a socket"
      findings.append(Finding(ModelArchiveRules.entryType, message, at: location))
      return
    }
    entries.append((BundleEntry(path: path, kind: kind), item.modified))
    scanned.append(item)
  }

  private func target(of item: ScannedEntry) throws(ArchiveError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = bytes.withUnsafeMutableBytes { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlinkat(root, cString(item.path), $0, text.count) } ?? 0
      }
    }
    if count < 0 { throw ArchiveError("read symlink", "\(rootPath)/\(printable(item.path))") }
    return Array(bytes.prefix(count))
  }
}

extension ModelBundle {
  /// The bundle of a folder that is mounted as it is; its digest is that of the tree, for which every file is read.
  ///
  /// Symlinks that lead outside or nowhere and twin names are warnings: nothing is unpacked, they only fail or mislead
  /// later. Devices, FIFOs, sockets and misleading names are errors.
  ///
  /// - Throws: `ArchiveError` where the folder cannot be read.
  public static func directory(
    _ path: String, limits: ArchiveLimits = .standard
  ) throws(ArchiveError) -> UnpackResult {
    let root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if root < 0 {
      guard errno == ENOENT || errno == ENOTDIR else { throw ArchiveError("open folder", path) }
      return .rejected([Finding(ModelArchiveRules.unreadable, "there is no such folder", at: Location(file: path))])
    }
    defer { close(root) }
    let tree = try BundleTree(of: root, at: path, named: path, limits: limits)
    var findings = tree.findings
    if !tree.entries.contains(where: { if case .file = $0.entry.kind { true } else { false } }), findings.isEmpty {
      findings.append(Finding(ModelArchiveRules.empty, "the folder holds no file", at: Location(file: path)))
    }
    if findings.contains(where: { $0.severity == .error }) { return .rejected(findings) }
    let digest = TreeDigest()
    for (item, scanned) in zip(tree.entries, tree.scanned) {
      try digest.add(scanned, as: item.entry.kind, beneath: root, named: path)
    }
    return .bundle(
      ModelBundle(
        root: path, digest: digest.finish(), origin: .directory, entries: tree.entries.map(\.entry), findings: findings)
    )
  }
}
