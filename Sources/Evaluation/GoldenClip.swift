import CLinux
public import Digests
import Glibc
import HarnessData
import Media

/// A small clip that comes with the program and whose decoded frames are known: it tells whether this machine's FFmpeg
/// decodes and converts as the reference implementation does.
public enum GoldenClip {
  /// What decoding it came to.
  public enum Outcome: Sendable, Hashable {
    /// The frames are those of the reference, bit by bit.
    case equal
    /// They are not: numbers from this machine may differ in their last digits, or more.
    case differs(found: SHA256Digest, expected: SHA256Digest)
    /// It could not be decoded.
    case unreadable(String)
  }

  /// The warning a score carries where the clip differs; nil where it is equal.
  public static func warning(_ outcome: Outcome) -> String? {
    switch outcome {
    case .equal: nil
    case .differs:
      "this machine's FFmpeg decodes the golden clip to other frames than the reference: values may differ"
    case .unreadable(let reason): "the golden clip cannot be decoded here: \(reason)"
    }
  }

  /// Decodes the clip with a worker and compares its frames.
  ///
  /// - Throws: `RunError` where the worker or the memory for the clip cannot be had.
  public static func check() throws(RunError) -> Outcome {
    guard let clip = HarnessData.file("golden/clip.mp4"), let text = HarnessData.file("golden/frames.sha256"),
      let expected = SHA256Digest(hexadecimal: String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace })
    else { throw RunError(.harness, "the golden clip is not among the embedded files") }
    let descriptor = try memoryFile(clip)
    defer { close(descriptor) }
    let hasher = FrameHasher()
    let examination: Examination
    do {
      examination = try MediaWorker().examine(
        descriptor: descriptor, named: "the golden clip", ExaminationRequest(wantsFrames: true), consumer: hasher)
    } catch {
      throw RunError(.environment, error.description)
    }
    if case .unreadable(let failure) = examination { return .unreadable(failure.detail) }
    let found = hasher.digest()
    return found == expected ? .equal : .differs(found: found, expected: expected)
  }

  /// A file without a name, so that nothing is left where the program is killed and no folder has to be writable.
  private static func memoryFile(_ bytes: [UInt8]) throws(RunError) -> Int32 {
    let descriptor = genlock_memfd_create("golden clip")
    guard descriptor >= 0 else {
      throw RunError(.environment, "cannot make a memory file for the golden clip: \(FileSystem.lastError)")
    }
    do {
      try FileSystem.writeAll(bytes, to: descriptor, path: "the golden clip")
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }
}

/// Collects the frames, which are few and small, and digests them.
private final class FrameHasher: MediaConsumer {
  private var bytes: [UInt8] = []

  func consumeFrame(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int, index: Int) {
    bytes.append(contentsOf: pixels)
  }

  func consumeAudio(_ samples: UnsafeBufferPointer<Float>, channels: Int, sampleRate: Int) {}

  func digest() -> SHA256Digest { SHA256Digest.of(bytes) }
}
