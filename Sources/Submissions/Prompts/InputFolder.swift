import Glibc
import PositionedYAML

/// A folder of WAV files.
enum InputFolder {
  /// The names of the WAV files in the folder (`.wav`, in any case; hidden files and everything else passed over), in the
  /// order of their bytes; nil where the folder cannot be read.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix("."), name.lowercased().hasSuffix(".wav") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether the file begins as a RIFF/WAVE (or RF64) file does.
  static func isWAV(_ path: String) -> Bool {
    guard case .success(let head) = FileReading.bytes(path: path, atMost: 12), head.count == 12 else { return false }
    return (head.starts(with: "RIFF".utf8) || head.starts(with: "RF64".utf8)) && head[8...].elementsEqual("WAVE".utf8)
  }
}
