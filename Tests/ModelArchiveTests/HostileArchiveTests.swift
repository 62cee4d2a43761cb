import Findings
import Glibc
import ModelArchive
import Quantities
import Testing

/// An archive that must be refused, by name.
struct HostileArchive: Sendable, CustomTestStringConvertible {
  let name: String
  let errors: [String]
  let bytes: @Sendable () throws -> [UInt8]
  var limits = ArchiveLimits.standard

  var testDescription: String { name }

  init(
    _ name: String, _ errors: String..., limits: ArchiveLimits = .standard,
    tar entries: @escaping @Sendable (inout TarBuilder) -> Void
  ) {
    self.name = name
    self.errors = errors
    self.limits = limits
    bytes = { TarBuilder.archive(entries) }
  }

  init(
    _ name: String, _ errors: String..., limits: ArchiveLimits = .standard,
    bytes: @escaping @Sendable () throws -> [UInt8]
  ) {
    self.name = name
    self.errors = errors
    self.limits = limits
    self.bytes = bytes
  }
}

@Suite struct HostileArchiveTests {
  @Test("hostile names", arguments: hostileNames)
  func refuseName(_ hostile: HostileArchive) throws { try refuse(hostile) }

  @Test("hostile trees", arguments: hostileTrees)
  func refuseTree(_ hostile: HostileArchive) throws { try refuse(hostile) }

  @Test("hostile symlinks", arguments: hostileSymlinks)
  func refuseSymlink(_ hostile: HostileArchive) throws { try refuse(hostile) }

  @Test("bombs", arguments: bombs)
  func refuseBomb(_ hostile: HostileArchive) throws { try refuse(hostile) }

  @Test("damaged and strange containers", arguments: damaged)
  func refuseDamaged(_ hostile: HostileArchive) throws { try refuse(hostile) }

  /// The archive is refused by exactly these rules, nothing appears beside or in the cache, and it is refused again.
  private func refuse(_ hostile: HostileArchive) throws {
    let folder = try TemporaryFolder()
    let bytes = try hostile.bytes()
    let result = try folder.unpack(bytes, limits: hostile.limits)
    #expect(result.errors == hostile.errors)
    #expect(names(in: folder.path) == ["archive", "cache"])
    #expect(names(in: "\(folder.path)/cache") == ["bundles"])
    #expect(names(in: "\(folder.path)/cache/bundles").allSatisfy { $0.hasSuffix(".lock") })
    #expect(try folder.unpack(bytes, limits: hostile.limits) == result)
  }
}

private let hostileNames: [HostileArchive] = [
  HostileArchive(
    "parent path", "GL121",
    tar: {
      $0.file("a"); $0.file("../outside")
    }),
  HostileArchive(
    "parent path in the middle", "GL121",
    tar: {
      $0.file("a/../b"); $0.file("c")
    }),
  HostileArchive(
    "absolute path", "GL120",
    tar: {
      $0.file("/tmp/evil"); $0.file("a")
    }),
  HostileArchive(
    "drive letter", "GL120",
    tar: {
      $0.file("C:/evil"); $0.file("a")
    }),
  HostileArchive(
    "bare drive letter", "GL120",
    tar: {
      $0.file("C:"); $0.file("a")
    }),
  HostileArchive(
    "backslashes", "GL122",
    tar: {
      $0.file("..\\..\\evil.exe"); $0.file("a")
    }),
  HostileArchive(
    "line break", "GL124",
    tar: {
      $0.file("a\nGL999 accepted"); $0.file("b")
    }),
  HostileArchive("terminal escape", "GL124", tar: { $0.file("\u{1B}[2Ja") }),
  HostileArchive("C1 control", "GL124", tar: { $0.file("a\u{9B}b") }),
  HostileArchive("right-to-left override", "GL124", tar: { $0.file("gpj.\u{202E}exe") }),
  HostileArchive("line separator", "GL124", tar: { $0.file("a\u{2028}b") }),
  HostileArchive("isolate", "GL124", tar: { $0.file("a\u{2066}b") }),
  HostileArchive(
    "not UTF-8", "GL123",
    tar: {
      $0.add(name: [0xEB, 0xCF, 0xC9, 0x38]); $0.file("a")
    }),
  HostileArchive(
    "overlong UTF-8", "GL123",
    tar: {
      $0.add(name: [0xC0, 0xAE, 0xC0, 0xAE, 0x2F, 0x61]); $0.file("a")
    }),
  HostileArchive("name too long", "GL131") {
    TarBuilder.archive {
      $0.longName(String(repeating: "n", count: 256))
      $0.file("short")
    }
  },
  HostileArchive("path too long", "GL131") {
    TarBuilder.archive {
      $0.longName((0..<11).map { _ in String(repeating: "p", count: 100) }.joined(separator: "/"))
      $0.file("short")
    }
  },
  HostileArchive("too deep", "GL130") {
    TarBuilder.archive {
      $0.longName(Array(repeating: "d", count: 65).joined(separator: "/"))
      $0.file("short")
    }
  },
  HostileArchive("parent path in a zip", "GL121") {
    ZipBuilder.archive {
      $0.add("../../evil", [1]); $0.add("a", [1])
    }
  },
  HostileArchive(
    "everything wrong is told", "GL121", "GL120", "GL122",
    tar: {
      $0.file("../a"); $0.file("/b"); $0.file("c\\d")
    }),
]

private let hostileTrees: [HostileArchive] = [
  HostileArchive(
    "duplicate file", "GL111",
    tar: {
      $0.file("a", "1"); $0.file("a", "2")
    }),
  HostileArchive(
    "duplicate through dots", "GL111",
    tar: {
      $0.file("d/a", "1"); $0.file("./d//./a", "2")
    }),
  HostileArchive(
    "duplicate folder", "GL111",
    tar: {
      $0.directory("d"); $0.directory("d"); $0.file("a")
    }),
  HostileArchive(
    "file where a folder is implied", "GL111",
    tar: {
      $0.file("d/a"); $0.file("d")
    }),
  HostileArchive(
    "folder over a file", "GL111",
    tar: {
      $0.file("d"); $0.directory("d")
    }),
  HostileArchive(
    "case twins", "GL112",
    tar: {
      $0.file("Model.py"); $0.file("model.py")
    }),
  HostileArchive(
    "case twins of folders", "GL112",
    tar: {
      $0.file("Lib/a"); $0.file("lib/b")
    }),
  HostileArchive(
    "sharp s twins", "GL112",
    tar: {
      $0.file("STRASSE"); $0.file("straße")
    }),
  HostileArchive(
    "Unicode twins", "GL112",
    tar: {
      $0.file("caf\u{E9}"); $0.file("cafe\u{301}")
    }),
  // libarchive composes the letters of pax headers, so the twins arrive as duplicates.
  HostileArchive(
    "Unicode twins in pax headers", "GL111",
    tar: {
      $0.longName("caf\u{E9}"); $0.file("x"); $0.longName("cafe\u{301}"); $0.file("y")
    }),
  HostileArchive(
    "beneath a file", "GL113",
    tar: {
      $0.file("a"); $0.file("a/b")
    }),
  HostileArchive(
    "the model's folder as a file", "GL111",
    tar: {
      $0.file("./."); $0.file("a")
    }),
  HostileArchive(
    "hard link", "GL110",
    tar: {
      $0.file("a"); $0.add(name: Array("b".utf8), .hardlink, link: "a")
    }),
  HostileArchive(
    "hard link outside", "GL110",
    tar: {
      $0.file("a"); $0.add(name: Array("b".utf8), .hardlink, link: "/etc/passwd")
    }),
  HostileArchive(
    "character device", "GL110",
    tar: {
      $0.file("a"); $0.add(name: Array("n".utf8), .characterDevice)
    }),
  HostileArchive(
    "block device", "GL110",
    tar: {
      $0.file("a"); $0.add(name: Array("n".utf8), .blockDevice)
    }),
  HostileArchive(
    "FIFO", "GL110",
    tar: {
      $0.file("a"); $0.add(name: Array("n".utf8), .fifo)
    }),
  HostileArchive("socket in a zip", "GL110") {
    ZipBuilder.archive {
      $0.add("a", [1]); $0.add("s", [], unixMode: 0o140644)
    }
  },
  HostileArchive("duplicate in a zip", "GL111") {
    ZipBuilder.archive {
      $0.add("a", [1]); $0.add("a", [2])
    }
  },
  HostileArchive(
    "only folders", "GL103",
    tar: {
      $0.directory("a"); $0.directory("a/b")
    }),
]

private let hostileSymlinks: [HostileArchive] = [
  HostileArchive(
    "absolute symlink", "GL114",
    tar: {
      $0.file("a"); $0.symlink("l", to: "/etc/passwd")
    }),
  HostileArchive(
    "symlink outside", "GL114",
    tar: {
      $0.file("d/a"); $0.symlink("d/l", to: "../../etc")
    }),
  HostileArchive(
    "symlink to the parent", "GL114",
    tar: {
      $0.file("a"); $0.symlink("l", to: "..")
    }),
  HostileArchive(
    "symlink out and in again", "GL114",
    tar: {
      $0.file("a"); $0.symlink("l", to: "../root/a")
    }),
  // Read as text, `p/q/s/..` is `p/q`; followed, `p/q/s` is the root and `..` is outside.
  HostileArchive(
    "symlink outside through a symlink", "GL114",
    tar: {
      $0.file("p/q/a"); $0.symlink("p/q/s", to: "../.."); $0.symlink("p/q/t", to: "s/../x")
    }),
  HostileArchive(
    "write through a symlink", "GL113",
    tar: {
      $0.symlink("l", to: "d"); $0.file("d/a"); $0.file("l/b")
    }),
  HostileArchive(
    "write through an outward symlink", "GL114", "GL113",
    tar: {
      $0.file("a"); $0.symlink("l", to: "/tmp"); $0.file("l/evil")
    }),
  HostileArchive(
    "file over a symlink", "GL111",
    tar: {
      $0.file("a"); $0.symlink("l", to: "a"); $0.file("l")
    }),
  HostileArchive(
    "symlink over a file", "GL111",
    tar: {
      $0.file("l"); $0.symlink("l", to: "a")
    }),
  HostileArchive(
    "control characters in a target", "GL124",
    tar: {
      $0.file("a"); $0.symlink("l", to: "a\u{1B}[2J")
    }),
  HostileArchive("outward symlink in a zip", "GL114") {
    ZipBuilder.archive {
      $0.add("a", [1]); $0.add("l", Array("../../x".utf8), unixMode: 0o120777)
    }
  },
]

private let small = ArchiveLimits(entries: 10, totalBytes: .mebibytes(2), ratio: 50, ratioFloor: .mebibytes(1))

private let bombs: [HostileArchive] = [
  HostileArchive("zeros in zstd", "GL134", limits: small) {
    try Compression.zstd.compress(TarBuilder.archive { $0.file("zeros", String(repeating: "\0", count: 1_500_000)) })
  },
  HostileArchive("zeros in gzip", "GL134", limits: small) {
    try Compression.gzip.compress(TarBuilder.archive { $0.file("zeros", String(repeating: "\0", count: 1_500_000)) })
  },
  HostileArchive("zeros behind the end mark", "GL134", limits: small) {
    try Compression.xz.compress(TarBuilder.archive { $0.file("a") } + [UInt8](repeating: 0, count: 1_500_000))
  },
  HostileArchive("zeros in a skipped entry", "GL121", "GL134", limits: small) {
    try Compression.gzip.compress(TarBuilder.archive { $0.file("../a", String(repeating: "\0", count: 1_500_000)) })
  },
  HostileArchive(
    "one file too large", "GL133", limits: small, tar: { $0.file("a", String(repeating: "x", count: 3 << 20)) }),
  HostileArchive(
    "many files too large together", "GL133", limits: small,
    tar: {
      for index in 0..<5 { $0.file("f\(index)", String(repeating: "x", count: 500_000)) }
    }),
  HostileArchive(
    "a size that is only announced", "GL133",
    limits: ArchiveLimits(totalBytes: .gibibytes(1), ratioFloor: .gibibytes(100)),
    tar: { $0.add(name: Array("a".utf8), content: [1], announced: 2 << 30) }),
  HostileArchive("too many entries", "GL132", limits: small, tar: { for index in 0..<11 { $0.file("f\(index)", "") } }),
  HostileArchive("too many implied folders", "GL132", limits: small, tar: { $0.file("a/b/c/d/e/f/g/h/i/j/k", "") }),
  HostileArchive("gzip in gzip", "GL106") {
    try Compression.gzip.compress(Compression.gzip.compress(TarBuilder.archive { $0.file("a") }))
  },
  HostileArchive("zstd in xz", "GL106") {
    try Compression.xz.compress(Compression.zstd.compress(TarBuilder.archive { $0.file("a") }))
  },
]

private let sound = TarBuilder.archive { tar in
  var state: UInt64 = 1
  let noise = (0..<200_000).map { _ -> UInt8 in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
  tar.file("generate.py")
  tar.add(name: Array("weights.bin".utf8), content: noise)
}

// libarchive takes what follows an xz or zstd stream for a further stream, and finds it damaged.
private let codeForBytesBehind: [Compression: String] = [.xz: "GL102", .zstd: "GL101"]

private let damaged: [HostileArchive] =
  [
    HostileArchive("empty file", "GL103") { [] },
    HostileArchive("text", "GL101") { Array("not an archive, whatever its name says".utf8) },
    HostileArchive("7z", "GL101") { [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] + [UInt8](repeating: 7, count: 100) },
    HostileArchive("tar without entries", "GL103") { TarBuilder.archive { _ in } },
    HostileArchive("zip without entries", "GL103") { ZipBuilder.archive { _ in } },
    HostileArchive("tar cut in an entry", "GL102") { Array(sound.prefix(100_000)) },
    HostileArchive("tar cut in a header", "GL102") { Array(sound.prefix(1024 + 300)) },
    HostileArchive("header checksum wrong", "GL101") {
      var bytes = sound
      bytes[1024] ^= 1
      return bytes
    },
    HostileArchive("two tars joined", "GL105") { sound + sound },
    HostileArchive("text behind the end mark", "GL105") { sound + Array("more".utf8) },
    HostileArchive("zip cut in half", "GL101") {
      let zip = ZipBuilder.archive { $0.add("a", [UInt8](repeating: 1, count: 4000)) }
      return Array(zip.prefix(2000))
    },
    HostileArchive("zip with a wrong checksum", "GL101") { ZipBuilder.archive { $0.add("a", [1, 2, 3], crc: 1) } },
    HostileArchive("encrypted zip", "GL104") {
      ZipBuilder.archive { $0.add("a", [UInt8](repeating: 1, count: 20), flags: 1) }
    },
  ]
  + Compression.allCases.filter { $0 != .none }.flatMap { compression in
    [
      HostileArchive("\(compression) cut in half", "GL102") {
        let bytes = try compression.compress(sound)
        return Array(bytes.prefix(bytes.count / 2))
      },
      HostileArchive("\(compression) with bytes behind it", codeForBytesBehind[compression] ?? "GL105") {
        try compression.compress(sound) + Array("more".utf8)
      },
    ]
  }
