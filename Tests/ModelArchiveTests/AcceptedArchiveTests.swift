import Digests
import Findings
import Glibc
import ModelArchive
import Testing

@Suite struct AcceptedArchiveTests {
  private let honest = TarBuilder.archive {
    $0.directory("./")
    $0.file("./generate.py", "print('clip')")
    $0.file("./bin/run", "#!/bin/sh\n", mode: 0o755)
    $0.directory("./weights/")
    $0.file("./weights/a.bin", String(repeating: "w", count: 70_000))
    $0.symlink("./latest", to: "weights/a.bin")
  }

  @Test("every compression gives the same tree", arguments: Compression.allCases)
  func compressions(_ compression: Compression) throws {
    let folder = try TemporaryFolder()
    let bytes = try compression.compress(honest)
    let bundle = try folder.unpack(bytes).bundle()

    #expect(bundle.digest == SHA256Digest.of(bytes))
    #expect(bundle.findings.isEmpty)
    #expect(
      bundle.entries == [
        BundleEntry(path: "bin", kind: .directory),
        BundleEntry(path: "bin/run", kind: .file(size: 10, isExecutable: true)),
        BundleEntry(path: "generate.py", kind: .file(size: 13, isExecutable: false)),
        BundleEntry(path: "latest", kind: .symlink(target: "weights/a.bin")),
        BundleEntry(path: "weights", kind: .directory),
        BundleEntry(path: "weights/a.bin", kind: .file(size: 70_000, isExecutable: false)),
      ])
    #expect(bundle.totalBytes == 70_023)
    #expect(try contents("\(bundle.root)/generate.py") == "print('clip')")
    #expect(try contents("\(bundle.root)/latest").count == 70_000)
  }

  @Test func zip() throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(
      ZipBuilder.archive {
        $0.add("model/", [], unixMode: 0o040755)
        $0.add("model/run.sh", Array("#!".utf8), unixMode: 0o100755)
        $0.add("model/go", Array("run.sh".utf8), unixMode: 0o120777)
      }
    ).bundle()
    #expect(bundle.entries.map(\.path) == ["model", "model/go", "model/run.sh"])
    #expect(bundle.entries[1].kind == .symlink(target: "run.sh"))
    #expect(bundle.entries[2].kind == .file(size: 2, isExecutable: true))
  }

  @Test func modesAreOursWhateverTheHeadersSay() throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(
      TarBuilder.archive {
        $0.file("d/setuid", mode: 0o6777)
        $0.file("d/secret", mode: 0o000)
      }
    ).bundle()
    func mode(_ path: String) throws -> mode_t {
      var status = stat()
      try #require(lstat(path, &status) == 0)
      return status.st_mode & 0o7777
    }
    #expect(try mode("\(bundle.root)/d") == 0o755)
    #expect(try mode("\(bundle.root)/d/setuid") == 0o755)
    #expect(try mode("\(bundle.root)/d/secret") == 0o644)
  }

  @Test func namesKeepTheirLetters() throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(
      TarBuilder.archive {
        $0.file("gewichte/größe.bin")
        $0.longName("模型/" + String(repeating: "長", count: 60) + ".bin")
        $0.file("short")
      }
    ).bundle()
    #expect(bundle.entries.map(\.path).contains("gewichte/größe.bin"))
    #expect(bundle.entries.map(\.path).contains("模型/" + String(repeating: "長", count: 60) + ".bin"))
  }

  @Test func folderNamedAfterItsContents() throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(
      TarBuilder.archive {
        $0.file("a/b/c")
        $0.directory("a/")
        $0.directory("a/b")
      }
    ).bundle()
    #expect(bundle.entries.map(\.path) == ["a", "a/b", "a/b/c"])
  }

  @Test func missingEndMarkIsAWarning() throws {
    let folder = try TemporaryFolder()
    var tar = TarBuilder()
    tar.file("generate.py", String(repeating: "x", count: 512))
    let bundle = try folder.unpack(tar.bytes).bundle()
    #expect(bundle.findings.map(\.rule.rawValue) == ["GL102"])
    #expect(bundle.findings.map(\.severity) == [.warning])

    let again = try folder.unpack(tar.bytes).bundle()
    #expect(again == bundle, "the cache tells the same findings")
  }

  @Test func danglingSymlinkIsAWarning() throws {
    let folder = try TemporaryFolder()
    let bundle = try folder.unpack(
      TarBuilder.archive {
        $0.file("a")
        $0.symlink("gone", to: "nothing/here")
        $0.symlink("circle", to: "circle")
      }
    ).bundle()
    #expect(bundle.findings.map(\.rule.rawValue) == ["GL115", "GL115"])
    #expect(bundle.findings.map(\.location.entry) == ["gone", "circle"])
  }
}
