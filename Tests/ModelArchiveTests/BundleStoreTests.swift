import Digests
import Findings
import Glibc
import ModelArchive
import Quantities
import Synchronization
import Testing

@Suite struct BundleStoreTests {
  private static func tar(_ content: String) -> [UInt8] { TarBuilder.archive { $0.file("d/a", content) } }

  @Test func secondUnpackIsTheFirstTree() throws {
    let folder = try TemporaryFolder()
    let first = try folder.unpack(Self.tar("one")).bundle()
    let inode = try inode(of: "\(first.root)/d/a")
    let second = try folder.unpack(Self.tar("one")).bundle()
    #expect(first == second)
    #expect(try self.inode(of: "\(second.root)/d/a") == inode)
  }

  @Test func anotherArchiveIsAnotherBundle() throws {
    let folder = try TemporaryFolder()
    let first = try folder.unpack(Self.tar("one")).bundle()
    let second = try folder.unpack(Self.tar("two")).bundle()
    #expect(first.root != second.root)
    #expect(try contents("\(first.root)/d/a") == "one")
    #expect(try contents("\(second.root)/d/a") == "two")
  }

  /// What may have happened to a bundle since it was unpacked.
  enum Change: CaseIterable {
    case content, added, removed, executable, manifestCut, manifestGone
  }

  @Test("a changed bundle is unpacked again", arguments: Change.allCases)
  func changed(_ change: Change) throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(Self.tar("one")).bundle()
    let manifest = "\(bundle.root)/../manifest"
    switch change {
    case .content: try folder.write("cache/bundles/\(bundle.digest.hexadecimal)/root/d/a", Array("ONE".utf8))
    case .added: try folder.write("cache/bundles/\(bundle.digest.hexadecimal)/root/b", [])
    case .removed: try #require(unlink("\(bundle.root)/d/a") == 0)
    case .executable: try #require(chmod("\(bundle.root)/d/a", 0o755) == 0)
    case .manifestCut: try #require(truncate(manifest, 30) == 0)
    case .manifestGone: try #require(unlink(manifest) == 0)
    }
    let again = try folder.unpack(Self.tar("one")).bundle()
    #expect(again == bundle)
    #expect(try contents("\(again.root)/d/a") == "one")
    #expect(names(in: again.root) == ["d"])
  }

  @Test func killedUnpackLeavesNothingThatIsUsed() throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(Self.tar("one")).bundle()
    let home = "\(folder.path)/cache/bundles/\(bundle.digest.hexadecimal)"
    // What a process leaves that was killed before its rename.
    try #require(rename(home, "\(home).partial") == 0)
    try folder.write("cache/bundles/\(bundle.digest.hexadecimal).partial/root/d/a", Array("half".utf8))
    let again = try folder.unpack(Self.tar("one")).bundle()
    #expect(try contents("\(again.root)/d/a") == "one")
    #expect(names(in: "\(folder.path)/cache/bundles").filter { $0.hasSuffix(".partial") }.isEmpty)
  }

  @Test func concurrentUnpacksShareOneBundle() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("archive", Self.tar(String(repeating: "x", count: 300_000)))
    let store = folder.store
    let results = Mutex<[UnpackResult?]>([])
    let threads = (0..<8).map { _ in
      spawn {
        let result = try? store.unpack(archive: path)
        results.withLock { $0.append(result) }
      }
    }
    for thread in threads { pthread_join(thread, nil) }
    let all = results.withLock { $0 }
    #expect(all.count == 8)
    let first = try #require(all.first ?? nil).bundle()
    #expect(all.allSatisfy { $0 == .bundle(first) })
    #expect(names(in: "\(folder.path)/cache/bundles").count == 2, "a bundle and its lock")
  }

  @Test func tighterLimitsHoldForACachedBundle() throws {
    let folder = try TemporaryFolder()
    let bytes = TarBuilder.archive {
      $0.file("a", "12345")
      $0.file("b", "12345")
    }
    _ = try folder.unpack(bytes).bundle()
    #expect(try folder.unpack(bytes, limits: ArchiveLimits(entries: 1)).errors == ["GL132"])
    #expect(try folder.unpack(bytes, limits: ArchiveLimits(totalBytes: .zero)).errors == ["GL133"])
    _ = try folder.unpack(bytes).bundle()
  }

  @Test func missingArchiveIsAFinding() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.store.unpack(archive: "\(folder.path)/none.tar").errors == ["GL101"])
  }

  @Test func folderAsArchiveIsAFinding() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.store.unpack(archive: folder.path).errors == ["GL101"])
  }

  @Test func fifoAsArchiveIsAFindingAndDoesNotBlock() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo("\(folder.path)/fifo", 0o644) == 0)
    #expect(try folder.store.unpack(archive: "\(folder.path)/fifo").errors == ["GL101"])
  }

  @Test func cacheThatCannotBeMadeIsOurFailure() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", [])
    let path = try folder.write("archive", Self.tar("one"))
    #expect(throws: ArchiveError.self) { try BundleStore(cacheDirectory: "\(file)/cache").unpack(archive: path) }
  }

  private func inode(of path: String) throws -> ino_t {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return status.st_ino
  }
}

/// Starts a thread that runs `body`.
private func spawn(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let code = pthread_create(
    &thread, nil,
    { box in
      guard let box else { return nil }
      Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body()
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  precondition(code == 0, "a test needs threads")
  return thread
}
