import Glibc

/// Finds samples among files and folders.
public enum SampleDiscovery {
  /// Extensions that are looked at in folders; files named one by one are always looked at.
  static let videoExtensions: Set<String> = [
    "mp4", "m4v", "mov", "webm", "mkv", "avi", "gif", "mpg", "mpeg", "ts", "ogv", "3gp", "flv", "wmv", "png",
  ]
  static let audioExtensions: Set<String> = ["wav", "mp3", "flac", "m4a", "aac", "ogg", "opus"]

  /// How deep folders are searched, and how many entries are read before giving up on a hostile one.
  static let depthLimit = 8
  static let entryLimit = 200_000

  /// What was found.
  public struct Found: Sendable {
    /// Samples, in the order of the inputs and by path within a folder.
    public var samples: [SampleFiles] = []
    /// Files in folders that were left alone: no media by their name, or not the clip of their name.
    public var ignored: [String] = []
  }

  /// Turns files and folders into samples: a `.wav` beside a video of the same name is that sample's audio.
  ///
  /// - Throws: `RunError` of kind usage for an input that does not exist, environment for one that cannot be read.
  public static func samples(in inputs: [String]) throws(RunError) -> Found {
    var found = Found()
    var files: [String] = []
    for input in inputs {
      switch FileSystem.kind(of: input) {
      case .file: files.append(input)
      case .folder: try walk(trimmed(input), depth: 0, into: &files, &found.ignored)
      case .other:
        throw RunError(.usage, "\(input) is neither a file nor a folder")
      case nil:
        throw RunError(.usage, "\(input) does not exist")
      }
    }
    var seen: Set<String> = []
    files.removeAll { !seen.insert($0).inserted }
    let pairs = Dictionary(
      files.filter { audioExtensions.contains(fileExtension($0)) }.map { (stem($0), $0) },
      uniquingKeysWith: { first, _ in first })
    let videoStems = Set(files.filter { !audioExtensions.contains(fileExtension($0)) }.map(stem))
    for file in files {
      let isAudio = audioExtensions.contains(fileExtension(file))
      if isAudio && fileExtension(file) == "wav" && videoStems.contains(stem(file)) { continue }
      let wav = pairs[stem(file)].flatMap { fileExtension($0) == "wav" ? $0 : nil }
      found.samples.append(
        SampleFiles(id: identifier(of: file), video: isAudio ? nil : file, audio: isAudio ? file : wav))
    }
    tellApart(&found.samples)
    return found
  }

  /// Names samples of one name by their paths, the extension left on where only that differs: ids are unique.
  private static func tellApart(_ samples: inout [SampleFiles]) {
    func rename(_ longer: (String) -> String) {
      let counts = Dictionary(samples.map { ($0.id, 1) }, uniquingKeysWith: +)
      for index in samples.indices where counts[samples[index].id, default: 0] > 1 {
        samples[index].id = longer(samples[index].video ?? samples[index].audio ?? samples[index].id)
      }
    }
    rename(stem)
    rename { $0 }
  }

  /// Pairs the videos of one folder with the WAVs of another (or of the same) by name.
  ///
  /// Hidden files are left alone. Where several files claim one id, an mp4 counts before other containers and these
  /// before pictures (a thumbnail beside its clip), and the others are left alone.
  ///
  /// - Returns: samples sorted by id; a WAV without a video is a sample without one.
  /// - Throws: `RunError` where a folder does not exist or cannot be read.
  public static func samples(videos: String, audio: String?) throws(RunError) -> Found {
    for folder in [videos, audio].compactMap({ $0 }) where FileSystem.kind(of: folder) != .folder {
      throw RunError(.usage, "\(folder) is not a folder")
    }
    var byID: [String: SampleFiles] = [:]
    let videoFolder = trimmed(videos)
    var found = Found()
    let names = try FileSystem.names(in: videoFolder).filter {
      !$0.hasPrefix(".") && videoExtensions.contains(fileExtension($0))
    }
    for name in names.sorted(by: { (rank(of: $0), $0) < (rank(of: $1), $1) }) {
      let id = identifier(of: name)
      if byID[id] == nil {
        byID[id] = SampleFiles(id: id, video: "\(videoFolder)/\(name)", audio: nil)
      } else {
        found.ignored.append("\(videoFolder)/\(name)")
      }
    }
    let audioFolder = trimmed(audio ?? videos)
    for name in try FileSystem.names(in: audioFolder) where fileExtension(name) == "wav" && !name.hasPrefix(".") {
      let id = identifier(of: name)
      byID[id, default: SampleFiles(id: id, video: nil, audio: nil)].audio = "\(audioFolder)/\(name)"
    }
    found.samples = byID.values.sorted { $0.id < $1.id }
    return found
  }

  /// Which of several files of one name is the clip; the least counts.
  private static func rank(of name: String) -> Int {
    switch fileExtension(name) {
    case "mp4": 0
    case "gif", "png": 2
    default: 1
    }
  }

  /// Whether `path` is a folder, symlinks followed.
  public static func isFolder(_ path: String) -> Bool { FileSystem.kind(of: path) == .folder }

  /// A file's name without folder and extension.
  public static func identifier(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func walk(
    _ folder: String, depth: Int, into files: inout [String], _ ignored: inout [String]
  ) throws(RunError) {
    guard depth <= depthLimit else { return }
    for name in try FileSystem.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      guard files.count + ignored.count < entryLimit else {
        throw RunError(
          .usage, "\(folder) holds more than \(entryLimit) entries", help: "name the media files themselves")
      }
      if FileSystem.isSymlink(path) {
        ignored.append(path)
      } else if FileSystem.kind(of: path) == .folder {
        try walk(path, depth: depth + 1, into: &files, &ignored)
      } else if videoExtensions.contains(fileExtension(name)) || audioExtensions.contains(fileExtension(name)) {
        files.append(path)
      } else {
        ignored.append(path)
      }
    }
  }

  static func fileExtension(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "" }
    return path[path.index(after: dot)...].lowercased()
  }

  private static func stem(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
    return String(path[..<dot])
  }

  private static func trimmed(_ folder: String) -> String {
    folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }
}
