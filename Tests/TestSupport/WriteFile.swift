import Glibc

/// Writes a file for a test.
public func write(_ bytes: [UInt8], to path: String) throws {
  guard let stream = fopen(path, "w") else { throw TemporaryFolder.Failure(errno: errno) }
  let written = fwrite(bytes, 1, bytes.count, stream)
  guard fclose(stream) == 0, written == bytes.count else { throw TemporaryFolder.Failure(errno: errno) }
}

/// Writes a text file for a test.
public func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }
