import Digests
import Glibc
import Testing

/// A message with its digest from FIPS 180-4's examples and NIST's response files.
struct Vector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let message: [UInt8]
  let digest: String

  init(_ name: String, _ message: [UInt8], _ digest: String) {
    testDescription = name
    self.message = message
    self.digest = digest
  }
}

private let vectors = [
  Vector("empty", [], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  Vector("one block", Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  Vector(
    "two blocks", Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
  Vector("one byte", [0xBD], "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"),
  Vector("four bytes", [0xC9, 0x8C, 0x8E, 0x55], "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"),
  Vector(
    "55 zeros", [UInt8](repeating: 0, count: 55), "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"),
  Vector(
    "64 zeros", [UInt8](repeating: 0, count: 64), "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"),
  Vector(
    "a million letters", [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000),
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
]

@Suite struct SHA256Tests {
  @Test("published vectors", arguments: vectors)
  func vector(_ vector: Vector) { #expect(SHA256Digest.of(vector.message).hexadecimal == vector.digest) }

  @Test("pieces give the digest of the whole", arguments: [1, 3, 63, 64, 65, 4096])
  func pieces(of size: Int) {
    let message = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let digest = SHA256()
    for start in stride(from: 0, to: message.count, by: size) {
      digest.update(Array(message[start..<min(start + size, message.count)]))
    }
    #expect(digest.finish() == SHA256Digest.of(message))
  }

  @Test func textIsItsUTF8() { #expect(SHA256Digest.of("größe") == SHA256Digest.of(Array("größe".utf8))) }

  @Test func fileAndDescriptor() throws {
    var template = Array("/tmp/genlock-digest-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    try #require(file >= 0)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      close(file)
      unlink(path)
    }
    let message = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try #require(message.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == message.count)
    #expect(SHA256Digest.ofFile(at: path) == SHA256Digest.of(message))
    try #require(lseek(file, 100_000, SEEK_SET) == 100_000)
    #expect(SHA256Digest.ofContents(of: file) == SHA256Digest.of(Array(message[100_000...])), "from where it stands")
  }

  @Test func unreadableIsNil() {
    #expect(SHA256Digest.ofFile(at: "/nonexistent/file") == nil)
    #expect(SHA256Digest.ofFile(at: "/") == nil, "a folder can be opened, not read")
  }
}

@Suite struct SHA256DigestTests {
  private let digits = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func readsDigitsOfEitherCase() {
    #expect(SHA256Digest(hexadecimal: digits)?.hexadecimal == digits)
    #expect(SHA256Digest(hexadecimal: digits.uppercased()) == SHA256Digest(hexadecimal: digits))
    #expect(SHA256Digest(hexadecimal: digits)?.description == "sha256:\(digits)")
  }

  @Test("refuses what is not 64 digits", arguments: ["", "ba78", "sha256:", String(repeating: "g", count: 64)])
  func refuses(_ text: String) { #expect(SHA256Digest(hexadecimal: text) == nil) }

  @Test func refusesLettersThatLowercaseToDigits() {
    #expect(SHA256Digest(hexadecimal: String(digits.dropLast()) + "\u{FF41}") == nil)
    #expect(SHA256Digest(hexadecimal: digits + "0") == nil)
  }
}
