import Findings
import Glibc
import ModelArchive
import Testing

@Suite struct ModelDirectoryTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = try Self.makeModel(in: folder)
  }

  /// A folder `model` with a program and a symlink to it.
  private static func makeModel(in folder: TemporaryFolder) throws -> String {
    try #require(mkdir("\(folder.path)/model", 0o755) == 0)
    try #require(mkdir("\(folder.path)/model/bin", 0o755) == 0)
    try folder.write("model/bin/run", Array("#!/bin/sh".utf8), mode: 0o755)
    try #require(symlink("bin/run", "\(folder.path)/model/go") == 0)
    return "\(folder.path)/model"
  }

  @Test func entriesInOrder() throws {
    let bundle = try ModelBundle.directory(path).bundle()
    #expect(bundle.root == path)
    #expect(bundle.origin == .directory)
    #expect(
      bundle.entries == [
        BundleEntry(path: "bin", kind: .directory),
        BundleEntry(path: "bin/run", kind: .file(size: 9, isExecutable: true)),
        BundleEntry(path: "go", kind: .symlink(target: "bin/run")),
      ])
  }

  @Test func digestDoesNotDependOnPlaceOrTime() throws {
    let other = try TemporaryFolder()
    let otherPath = try Self.makeModel(in: other)
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    try #require(utimensat(AT_FDCWD, "\(otherPath)/bin/run", &times, 0) == 0)
    #expect(try ModelBundle.directory(path).bundle().digest == ModelBundle.directory(otherPath).bundle().digest)
  }

  /// What makes another model.
  enum Change: CaseIterable {
    case content, name, executable, target, added, folder
  }

  @Test("every change of the tree is another digest", arguments: Change.allCases)
  func digestSees(_ change: Change) throws {
    let before = try ModelBundle.directory(path).bundle().digest
    switch change {
    case .content: try folder.write("model/bin/run", Array("#!/bin/sH".utf8), mode: 0o755)
    case .name: try #require(rename("\(path)/bin/run", "\(path)/bin/ran") == 0)
    case .executable: try #require(chmod("\(path)/bin/run", 0o644) == 0)
    case .target:
      try #require(unlink("\(path)/go") == 0)
      try #require(symlink("./bin/run", "\(path)/go") == 0)
    case .added: try folder.write("model/empty", [])
    case .folder: try #require(mkdir("\(path)/empty", 0o755) == 0)
    }
    #expect(try ModelBundle.directory(path).bundle().digest != before)
  }

  @Test func outwardAndDanglingSymlinksAreWarnings() throws {
    try #require(symlink("/etc/passwd", "\(path)/absolute") == 0)
    try #require(symlink("../..", "\(path)/outside") == 0)
    try #require(symlink("nothing", "\(path)/dangling") == 0)
    let bundle = try ModelBundle.directory(path).bundle()
    #expect(bundle.findings.map(\.rule.rawValue) == ["GL114", "GL115", "GL114"])
    #expect(bundle.findings.allSatisfy { $0.severity == .warning })
  }

  @Test func twinsAreWarnings() throws {
    try folder.write("model/A", [])
    try folder.write("model/a", [])
    #expect(try ModelBundle.directory(path).bundle().findings.map(\.rule.rawValue) == ["GL112"])
  }

  @Test func fifoIsRefusedAndNotOpened() throws {
    try #require(mkfifo("\(path)/fifo", 0o644) == 0)
    #expect(try ModelBundle.directory(path).errors == ["GL110"])
  }

  @Test func namesThatMisleadAreRefused() throws {
    try folder.write("model/a\nb", [])
    try folder.write("model/a\\b", [])
    #expect(try ModelBundle.directory(path).errors == ["GL124", "GL122"])
  }

  @Test func tooManyEntries() throws {
    #expect(try ModelBundle.directory(path, limits: ArchiveLimits(entries: 2)).errors == ["GL132"])
  }

  @Test func tooDeepIsRefusedWithoutWalkingOn() throws {
    try #require(mkdir("\(path)/bin/deep", 0o755) == 0)
    try #require(mkdir("\(path)/bin/deep/er", 0o755) == 0)
    #expect(try ModelBundle.directory(path, limits: ArchiveLimits(depth: 2)).errors == ["GL130"])
  }

  @Test func emptyFolderIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(try ModelBundle.directory(folder.path).errors == ["GL103"])
  }

  @Test func missingFolderIsAFinding() throws {
    #expect(try ModelBundle.directory("/nonexistent/model").errors == ["GL101"])
  }
}
