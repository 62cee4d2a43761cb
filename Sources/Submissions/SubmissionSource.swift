import Glibc
import PositionedYAML

/// The text of a spec, before anything is known about it.
public struct SubmissionSource: Sendable, Hashable {
  /// The spec's name as the user gave it; findings carry it.
  public let name: String
  /// The text.
  public let bytes: [UInt8]
  /// The folder that the spec's paths count from.
  public let folder: String

  /// Makes a source.
  public init(name: String, bytes: [UInt8], folder: String) {
    self.name = name
    self.bytes = bytes
    self.folder = folder
  }

  /// Reads the spec at `path`; where that is a folder, its `submission.yaml`.
  ///
  /// - Throws: `SubmissionSourceError` where there is no such file, or it is not a regular file that can be read.
  public static func load(path: String) throws(SubmissionSourceError) -> SubmissionSource {
    var status = stat()
    var file = path
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      file = path.hasSuffix("/") ? "\(path)submission.yaml" : "\(path)/submission.yaml"
    }
    switch FileReading.bytes(path: file, atMost: YAMLReader.maximumBytes + 1) {
    case .success(let bytes):
      return SubmissionSource(name: file, bytes: bytes, folder: parent(of: file))
    case .failure(let failure):
      throw SubmissionSourceError(path: file, reason: failure.reason)
    }
  }

  /// The name of a file beside the spec, as the user would write it.
  func shownName(of path: String) -> String {
    guard let slash = name.lastIndex(of: "/") else { return path }
    return name[...slash] + path
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A spec that cannot be read at all.
public struct SubmissionSourceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path that was tried.
  public let path: String
  /// The reason in words: `No such file or directory`.
  public let reason: String

  /// The message for people.
  public var description: String { "cannot read the spec \(path): \(reason)" }
}
