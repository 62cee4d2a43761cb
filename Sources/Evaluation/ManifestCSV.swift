/// Reads the organisers' headerless CSV: video, WAV, prompt.
///
/// Their scripts write it by joining strings, so a prompt may hold commas and quotes that no CSV rule escapes: the first
/// two fields end at a comma, everything after the second is the prompt, and one pair of outer quotes is taken off.
public enum ManifestCSV {
  /// Reads a manifest; paths are tried against the working directory, then against the CSV's folder.
  ///
  /// - Returns: samples in file order; a path that exists nowhere stays in, so that it is reported and counted.
  /// - Throws: `RunError` for an unreadable file, or a line with fewer than two fields or the name of another clip, with
  ///   its number.
  public static func samples(at path: String) throws(RunError) -> [SampleFiles] {
    guard let bytes = try FileSystem.read(path) else { throw RunError(.usage, "\(path) does not exist") }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var samples: [SampleFiles] = []
    var lines: [String: Int] = [:]
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for (number, line) in String(decoding: bytes.starts(with: mark) ? bytes[3...] : bytes[...], as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() where !line.allSatisfy(\.isWhitespace) {
      let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(unquoted)
      guard fields.count >= 2, !fields[0].isEmpty else {
        throw RunError(
          .usage, "\(path):\(number + 1): expected `video.mp4,audio.wav,prompt`, found \(line)",
          help: "the file has no header line; every line names a video and a WAV")
      }
      let id = SampleDiscovery.identifier(of: fields[0])
      if let first = lines.updateValue(number + 1, forKey: id) {
        throw RunError(
          .usage, "\(path):\(number + 1): \(id) is also the name of the clip in line \(first)",
          help: "give every clip a file name of its own; results are listed by it")
      }
      samples.append(
        SampleFiles(
          id: id, video: resolve(fields[0], folder),
          audio: fields[1].isEmpty ? nil : resolve(fields[1], folder), prompt: fields.count > 2 ? fields[2] : nil))
    }
    return samples
  }

  private static func unquoted(_ field: Substring) -> String {
    var text = field
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
    return String(text.dropFirst().dropLast())
  }

  private static func resolve(_ name: String, _ folder: String) -> String {
    if name.hasPrefix("/") || FileSystem.kind(of: name) == .file { return name }
    let beside = "\(folder)/\(name)"
    return FileSystem.kind(of: beside) == .file ? beside : name
  }
}
