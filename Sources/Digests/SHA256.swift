import CCrypto
import Glibc

/// A running SHA-256 over bytes given piece by piece (OpenSSL's implementation).
public struct SHA256: ~Copyable {
  private let context: OpaquePointer?

  /// Starts a digest of no bytes.
  public init() {
    context = EVP_MD_CTX_new()
    Self.require(EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    Self.require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
  }

  /// Adds bytes.
  public func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Adds the UTF-8 of a text.
  public func update(_ text: String) { update(Array(text.utf8)) }

  /// The digest of everything added; ends the running digest.
  public consuming func finish() -> SHA256Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 32
    Self.require(EVP_DigestFinal_ex(context, &bytes, &length))
    return SHA256Digest(bytes: bytes)
  }

  // These calls fail only without memory or without the algorithm, never because of the bytes; going on would give a
  // wrong identity to whatever is digested.
  private static func require(_ code: Int32) {
    precondition(code == 1, "OpenSSL's libcrypto cannot compute SHA-256 on this machine")
  }
}

extension SHA256Digest {
  /// The digest of `bytes`.
  public static func of(_ bytes: [UInt8]) -> SHA256Digest {
    let digest = SHA256()
    digest.update(bytes)
    return digest.finish()
  }

  /// The digest of `text`'s UTF-8.
  public static func of(_ text: String) -> SHA256Digest { of(Array(text.utf8)) }

  /// The digest of everything left to read from `descriptor`; nil where reading fails (see `errno`).
  public static func ofContents(of descriptor: Int32) -> SHA256Digest? {
    let digest = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return digest.finish() }
      buffer.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// The digest of the file at `path`; nil where it cannot be read (see `errno`).
  public static func ofFile(at path: String) -> SHA256Digest? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return ofContents(of: descriptor)
  }
}
