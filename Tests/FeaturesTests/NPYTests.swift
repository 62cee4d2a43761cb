import Features
import Glibc
import NumericKernels
import TestSupport
import Testing

@Suite("NumPy array files")
struct NPYTests {
  /// The bytes of a fixture that NumPy wrote (Harness/parity/numpy_files.py).
  static func fixture(_ name: String) throws -> [UInt8] {
    let path = TestData.fixtures("FeaturesTests") + "/\(name).npy"
    let file = try #require(fopen(path, "re"), "\(path)")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }

  static func features(_ bytes: [UInt8]) throws -> FeatureMatrix {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FeatureFileError) in try FeatureMatrix(npy: bytes) }
    }
    return try result.get()
  }

  @Test(
    "are read as NumPy wrote them, whatever the order of bytes and indices",
    arguments: ["float64", "float32", "big-endian", "fortran", "version2"])
  func reading(name: String) throws {
    let matrix = try Self.features(Self.fixture(name))
    #expect(matrix.rows == 3 && matrix.columns == 4)
    #expect(matrix.values == [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23])
    #expect(matrix.precision == (["float32", "fortran"].contains(name) ? .single : .double))
  }

  @Test("are written as NumPy writes them", arguments: ["float64", "float32"])
  func writing(name: String) throws {
    let bytes = try Self.fixture(name)
    #expect(try NPYWriter.features(Self.features(bytes)) == bytes)
  }

  @Test("single values come back as they were written", arguments: ["", "i3d", "é😀", "n-1"])
  func singleValues(text: String) throws {
    let written = NPYWriter.text(text)
    let number = NPYWriter.integer(-(1 << 53))
    let read = written.withUnsafeBytes { bytes in try? NPYHeader(parsing: bytes).text(in: bytes) }
    let readNumber = number.withUnsafeBytes { bytes in try? NPYHeader(parsing: bytes).integer(in: bytes) }
    #expect(read == text && readNumber == -(1 << 53))
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var says: String
    var change: @Sendable ([UInt8]) -> [UInt8]

    init(_ name: String, says: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) {
      testDescription = name
      self.says = says
      self.change = change
    }

    /// A file whose dictionary is another text.
    static func header(_ name: String, _ text: String, says: String) -> Refusal {
      Refusal(name, says: says) { _ in file(header: text, data: [UInt8](repeating: 0, count: 96)) }
    }
  }

  static func file(header: String, data: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let length = header.utf8.count
    return NPYHeader.magic + [version, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(header.utf8) + data
  }

  static let refusals: [Refusal] = [
    Refusal("nothing", says: "0 are there") { _ in [] },
    Refusal("half a magic", says: "announced") { Array($0[..<4]) },
    Refusal("another magic", says: "not a NumPy array") { [0x50] + $0[1...] },
    Refusal("version 9", says: "version 9.0") { $0[..<6] + [9] + $0[7...] },
    Refusal("a cut header", says: "announced") { Array($0[..<40]) },
    Refusal("a cut array", says: "224 bytes are announced, 223 are there") { Array($0.dropLast()) },
    Refusal("a byte too many", says: "1 bytes follow") { $0 + [0] },
    Refusal("a header of 4 GiB", says: "4294967295 bytes") {
      NPYHeader.magic + [2, 0, 255, 255, 255, 255] + $0[10...]
    },
    .header("no dictionary", "[1, 2]", says: "`{` is missing"),
    .header("a key is missing", "{'descr': '<f8', 'shape': (3, 4), }", says: "a key is missing"),
    .header("a key twice", "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }", says: "key"),
    .header(
      "an unknown key", "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), 'x': 1}", says: "unexpected key `x`"),
    .header("code", "{'descr': __import__('os'), 'fortran_order': False, 'shape': (3, 4)}", says: "a text is missing"),
    .header("objects", "{'descr': '|O', 'fortran_order': False, 'shape': (3, 4)}", says: "element type is |O"),
    .header("half floats", "{'descr': '<f2', 'fortran_order': False, 'shape': (3, 4)}", says: "<f2"),
    .header("long doubles", "{'descr': '<f16', 'fortran_order': False, 'shape': (3, 4)}", says: "<f16"),
    .header("no bytes an element", "{'descr': '<U0', 'fortran_order': False, 'shape': (9, 9)}", says: "<U0"),
    .header("a negative size", "{'descr': '<f8', 'fortran_order': False, 'shape': (-3, 4)}", says: "whole number"),
    .header("a fraction", "{'descr': '<f8', 'fortran_order': False, 'shape': (3.0, 4)}", says: "not a tuple"),
    .header("a number for a tuple", "{'descr': '<f8', 'fortran_order': False, 'shape': (12)}", says: "not a tuple"),
    .header(
      "a size beyond a word", "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 4)}",
      says: "whole number"),
    .header(
      "a product beyond a word",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", says: "more bytes than"),
    .header(
      "a product that wraps to 0",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807, 2)}", says: "more bytes than"),
    .header("petabytes", "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1000000)}", says: "announced"),
    .header("one dimension", "{'descr': '<f8', 'fortran_order': False, 'shape': (12,)}", says: "two dimensions"),
    .header("no dimension", "{'descr': '<f8', 'fortran_order': False, 'shape': ()}", says: "bytes follow"),
    .header("no features", "{'descr': '<f8', 'fortran_order': False, 'shape': (12, 0)}", says: "bytes follow"),
    .header(
      "33 dimensions",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (\(String(repeating: "1,", count: 33)))}",
      says: "more than 32"),
    .header("neither True nor False", "{'descr': '<f8', 'fortran_order': 1, 'shape': (3, 4)}", says: "neither"),
    .header("a text without end", "{'descr': '<f8", says: "no end"),
    .header("something behind", "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4)} x", says: "follows"),
  ]

  @Test("are refused with the reason, and nothing in them is executed", arguments: refusals)
  func refusing(refusal: Refusal) throws {
    let bytes = refusal.change(try Self.fixture("float64"))
    let error = #expect(throws: FeatureFileError.self) { try Self.features(bytes) }
    #expect(try #require(error).description.contains(refusal.says), "\(error?.description ?? "")")
  }

  @Test(
    "that NumPy wrote with something else than features are refused with advice",
    arguments: [
      ("int64", "float32 or float64"), ("object", "element type is |O"), ("structured", "a structure"),
      ("three-dimensional", "file of its own"), ("two-arrays", "one array a file"),
    ])
  func advising(name: String, says: String) throws {
    let error = #expect(throws: FeatureFileError.self) { try Self.features(Self.fixture(name)) }
    #expect(try #require(error).description.contains(says), "\(error?.description ?? "")")
  }

  @Test("with NaN name the row and the column")
  func notFinite() throws {
    var bytes = try Self.fixture("float64")
    withUnsafeBytes(of: Double.nan) { bytes.replaceSubrange(bytes.count - 16..<bytes.count - 8, with: $0) }
    let error = #expect(throws: FeatureFileError.self) { try Self.features(bytes) }
    #expect(try #require(error).description.contains("feature 2 of row 2 is nan"))
  }

  @Test("survive any damage: read or refused, never a crash", arguments: ["float64", "fortran", "version2"])
  func fuzz(name: String) throws {
    let good = try Self.fixture(name)
    var random = SeededGenerator(seed: 71)
    var read = 0
    for _ in 0..<4000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8(ascii: "9"), at: place)
        default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...9, using: &random)))
        }
      }
      do {
        let matrix = try Self.features(bytes)
        #expect(matrix.values.count == matrix.rows * matrix.columns && matrix.values.allSatisfy(\.isFinite))
        read += 1
      } catch is FeatureFileError {}
    }
    // Most changes of the 96 bytes of the array leave it an array.
    #expect(read > 50)
  }
}
