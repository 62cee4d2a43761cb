import Glibc
import TestSupport
import Testing

@testable import HarnessData

/// What is embedded is what the folder `Harness/` holds.
struct HarnessDataTests {
  private let folder = HarnessFolder(path: TestData.packageRoot + "/Harness")

  @Test func `every file of the folder is embedded, and nothing else`() {
    #expect(embeddedNames == folder.names())
  }

  @Test func `every embedded file has the bytes of the file in the folder`() {
    for name in embeddedNames {
      #expect(embeddedFile(name) == folder.file(name), "\(name) differs; build again")
    }
  }

  @Test func `the tracks are there`() {
    #expect(embeddedNames.contains("tracks/temporal.yaml"))
    #expect(embeddedFile("tracks/temporal.yaml")?.isEmpty == false)
  }

  @Test(arguments: ["", "tracks", "tracks/", "tracks/none.yaml", "../Package.swift", "/etc/passwd"])
  func `a name that is not a file's gives nothing`(_ name: String) {
    #expect(embeddedFile(name) == nil)
    #expect(folder.file(name) == nil)
  }

  @Test func `a folder is read without hidden files, caches, links and what is excluded`() throws {
    try withTemporaryFolder { path in
      for folder in ["a", "a/b", "parity", "__pycache__", ".git", "a/parity"] {
        #expect(mkdir("\(path)/\(folder)", 0o755) == 0)
      }
      for file in ["a/b/x.yaml", "a/.hidden", "parity/y", "__pycache__/z", ".git/config", "empty", "a/parity/kept"] {
        let stream = try #require(fopen("\(path)/\(file)", "w"))
        if file != "empty" { fputs("content", stream) }
        #expect(fclose(stream) == 0)
      }
      #expect(symlink("/etc/passwd", "\(path)/a/link") == 0)
      #expect(mkfifo("\(path)/a/pipe", 0o600) == 0)
      let folder = HarnessFolder(path: path)
      #expect(folder.names() == ["a/b/x.yaml", "a/parity/kept", "empty"])
      #expect(folder.file("a/b/x.yaml") == Array("content".utf8))
      #expect(folder.file("empty") == [])
      #expect(folder.file("a/pipe") == nil)
      #expect(folder.file("a") == nil)
      #expect(folder.file("a/../empty") == nil)
    }
  }
}
