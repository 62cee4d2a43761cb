import Glibc
import TestSupport
import Testing

@Suite("genlock stats")
struct StatsTests {
  /// The bytes of a NumPy file of single-precision features: triangular waves of several lengths.
  private static func features(rows: Int, columns: Int, step: Int, broken: Bool = false) -> [UInt8] {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
    for row in 0..<rows {
      for column in 0..<columns {
        let wave = Float((row * (step + 7 * column) + column * column) % 23) / 4
        let value = broken && row == 2 && column == 1 ? Float.nan : wave
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "we"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    #expect(fclose(file) == 0)
  }

  @Test("exports statistics, and measures the same distance with them as with the features")
  func exporting() throws {
    try withTemporaryFolder { folder in
      let (generated, reference) = (folder + "/gen.npy", folder + "/ref.npy")
      try Self.write(Self.features(rows: 40, columns: 5, step: 3), to: generated)
      try Self.write(Self.features(rows: 30, columns: 5, step: 5), to: reference)
      let export = try Command.run(
        ["stats", reference, "--output", folder + "/ref.npz", "--features", "waves"], in: folder)
      #expect(export.status == 0, "\(export.errors)")
      #expect(export.output.contains("waves") && export.output.contains("30"))
      let direct = try Command.run(["stats", "--compare", generated, reference], in: folder)
      #expect(direct.status == 0, "\(direct.errors)")
      #expect(direct.output.contains("floor:") && direct.output.contains("kernel"))
      #expect(direct.output.contains("warning: 30 samples"))
      let through = try Command.run(["stats", "--compare", generated, folder + "/ref.npz"], in: folder)
      #expect(through.status == 0, "\(through.errors)")
      let value = { (text: String) -> Substring? in
        text.split(separator: "\n").first { $0.contains("Fréchet ") }?.split(separator: " ").dropFirst().first
      }
      let expected = try #require(value(direct.output))
      #expect(value(through.output) == expected)
      let json = try Command.run(
        ["stats", "--compare", generated, folder + "/ref.npz", "--format", "json"], in: folder)
      #expect(
        json.output.contains("\"schema\": \"genlock.distance/1\"") && json.output.contains("\"made_by\": \"waves\""))
    }
  }

  @Test("without OpenBLAS a distance is this machine's failure, and everything else goes on")
  func withoutOpenBLAS() throws {
    try withTemporaryFolder { folder in
      try Self.write(Self.features(rows: 9, columns: 2, step: 3), to: folder + "/a.npy")
      // The loader finds this first, and cannot load it.
      try Self.write(Array("no library".utf8), to: folder + "/libopenblas.so.0")
      let environment = ["LD_LIBRARY_PATH": folder]
      let stats = try Command.run(["stats", folder + "/a.npy"], in: folder, environment: environment)
      #expect(stats.status == 3)
      #expect(stats.errors.contains("OpenBLAS cannot be opened") && stats.errors.contains("libopenblas0"))
      #expect(try Command.run(["tracks"], in: folder, environment: environment).status == 0)
    }
  }

  @Test("ends with the documented code and says why")
  func failures() throws {
    try withTemporaryFolder { folder in
      try Self.write(Self.features(rows: 9, columns: 2, step: 3), to: folder + "/a.npy")
      try Self.write(Self.features(rows: 9, columns: 3, step: 3), to: folder + "/wide.npy")
      try Self.write(Self.features(rows: 1, columns: 2, step: 3), to: folder + "/one.npy")
      try Self.write(Self.features(rows: 9, columns: 2, step: 3, broken: true), to: folder + "/nan.npy")
      try Self.write(Array("hello".utf8), to: folder + "/text.npy")
      let cases: [(arguments: [String], status: Int32, says: String)] = [
        (["nan.npy"], 1, "feature 1 of row 2 is nan"), (["one.npy"], 1, "1 row is too few"),
        (["text.npy"], 1, "neither features"), (["missing.npy"], 2, "No such file"),
        (["--compare", "a.npy", "wide.npy"], 1, "different length, 2 and 3"),
        (["--compare", "a.npy"], 2, "two files"), (["a.npy", "a.npy"], 2, "one file"),
        (["--compare", "a.npy", "a.npy", "--draws", "1"], 2, "--draws"),
        (["a.npy", "--divisor", "n-2"], 2, "n-2"), (["a.npy", "--output", "no/such/folder.npz"], 3, "cannot write"),
        (["a.npy", "--features", "a b"], 1, "characters"),
      ]
      for given in cases {
        let arguments = given.arguments.map { $0.hasSuffix(".npy") || $0.hasSuffix(".npz") ? "\(folder)/\($0)" : $0 }
        let result = try Command.run(["stats"] + arguments, in: folder)
        #expect(result.status == given.status, "\(given.arguments): \(result.errors)")
        #expect(result.errors.contains(given.says), "\(given.arguments): \(result.errors)")
      }
    }
  }
}
