import Glibc

/// Text held against a recorded file: `Tests/<target>/Snapshots/<name>`.
///
/// A snapshot that is not there yet is recorded, and the test fails once so that somebody reads it; `GENLOCK_RECORD=1`
/// records all again, and fails likewise.
public enum Snapshot {
  /// What is wrong, for `#expect(Snapshot.difference(...) == nil)`; nil where the text equals the recorded one.
  public static func difference(_ text: String, _ name: String, in target: String) -> String? {
    difference(text, file: "\(TestData.packageRoot)/Tests/\(target)/Snapshots/\(name)")
  }

  /// The same for any file, such as a generated page beneath `docs`.
  public static func difference(_ text: String, file path: String) -> String? {
    let isRecording = getenv("GENLOCK_RECORD") != nil
    guard let recorded = read(path), !isRecording else {
      if let failure = write(text, to: path) { return failure }
      return "recorded \(path): read it, commit it, run again"
    }
    if recorded == text { return nil }
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    let was = line < old.count ? String(old[line]) : "(end)"
    let now = line < new.count ? String(new[line]) : "(end)"
    return "\(path):\(line + 1) differs\n- \(was)\n+ \(now)\n(GENLOCK_RECORD=1 records it again)\n\(text)"
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      bytes += buffer[..<count]
      if count < buffer.count { break }
    }
    return ferror(file) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private static func write(_ text: String, to path: String) -> String? {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    mkdir("/" + folder, 0o755)
    guard let file = fopen(path, "w") else { return "cannot write \(path): errno \(errno)" }
    let bytes = Array(text.utf8)
    let isWhole = fwrite(bytes, 1, bytes.count, file) == bytes.count
    return fclose(file) == 0 && isWhole ? nil : "cannot write \(path): errno \(errno)"
  }
}
