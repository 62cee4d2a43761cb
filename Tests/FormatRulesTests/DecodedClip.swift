import Findings
import FormatRules
import Glibc
import Media
import TestSupport
import Testing
import Tracks

/// A file that ffmpeg really wrote and a media worker really decoded, and exactly the codes it must get.
struct DecodedClip: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var codes: [String]
  var track: String?
  /// The file's name, which says its container.
  var file = "0000.mp4"
  /// Arguments of ffmpeg up to, not including, the output.
  var arguments: [String]
  /// Arguments that make the WAV beside it, where there is one.
  var wav: [String]?
  var limits = DecodeLimits()
  /// What is done to the bytes afterwards.
  var patch: (@Sendable (inout [UInt8]) -> Void)?

  static let picture = ["-f", "lavfi", "-i", "testsrc2=size=256x256:rate=8:duration=4"]
  static let tone = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=16000:duration=4"]
  static let encoders = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "1"]

  /// The usual clip, encoded with further options.
  init(_ name: String, _ codes: [String], track: String? = "temporal", _ options: [String] = []) {
    self.init(name, codes, track: track, all: Self.picture + Self.tone + Self.encoders + options)
  }

  /// A clip from these arguments alone.
  init(_ name: String, _ codes: [String], track: String? = "temporal", all arguments: [String]) {
    self.testDescription = name
    self.codes = codes
    self.track = track
    self.arguments = arguments
  }

  func with(_ change: (inout DecodedClip) -> Void) -> DecodedClip {
    var copy = self
    change(&copy)
    return copy
  }

  /// Makes, decodes and judges.
  func findings() throws -> [Finding] {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(file)"
      try SyntheticClip.ffmpeg(arguments + [path])
      if let patch { try rewrite(path, patch) }
      let worker = MediaWorker()
      let request = ExaminationRequest(limits: limits)
      var subject = RuleSubject(sample: "0000", file: file, examination: try worker.examine(path, request))
      if let wav {
        try SyntheticClip.ffmpeg(wav + ["\(folder)/0000.wav"])
        let examination = try worker.examine("\(folder)/0000.wav", request)
        subject.wav = RuleSubject.SoundFile(file: "0000.wav", examination: examination)
      }
      subject.track = try track.map { try HonestClips.track($0) }
      return RuleBook().check(subject)
    }
  }

  struct PatchFailure: Error { let description: String }

  private func rewrite(_ path: String, _ patch: (inout [UInt8]) -> Void) throws {
    guard let file = fopen(path, "r+") else { throw PatchFailure(description: "cannot open \(path)") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    patch(&bytes)
    rewind(file)
    guard ftruncate(fileno(file), 0) == 0, fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw PatchFailure(description: "cannot write \(path)")
    }
  }
}

extension [UInt8] {
  /// The position of `text`'s bytes; nil where they are not there.
  func position(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    return indices.dropLast(wanted.count - 1).first { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
