import Findings
import Glibc
import TestSupport
import Testing

@testable import Submissions

/// A submission's folder on disk, with everything that the tests' specs name.
struct SubmissionFixture {
  /// The submission's folder; its parent is the test's own.
  let folder: String

  /// Makes a folder with a model, prompts, sounds and images, hands it to `body` and removes it.
  static func with<Result>(_ body: (SubmissionFixture) throws -> Result) throws -> Result {
    try withTemporaryFolder { parent in
      // The way to the folder holds no symbolic link, so that paths compare as text.
      let fixture = SubmissionFixture(folder: (realPath(parent) ?? parent) + "/submission")
      for path in ["", "/model", "/sounds", "/rootfs", "/inputs"] {
        try #require(mkdir(fixture.folder + path, 0o755) == 0)
      }
      let wav = ToneWAV.bytes(seconds: 1)
      try fixture.write("model/generate.py", "print()")
      try fixture.write("model.tar.zst", "packed")
      try fixture.write("image.tar", "image")
      try fixture.write("Containerfile", "FROM scratch")
      try fixture.write("prompts.txt", "a dog barks\na bell rings\n")
      try fixture.write("secret.txt", "stays outside", outside: true)
      for name in ["sounds/dog.wav", "inputs/b.wav", "inputs/a.WAV"] {
        try TestSupport.write(wav, to: "\(fixture.folder)/\(name)")
      }
      return try body(fixture)
    }
  }

  /// Writes a text file into the folder, or beside it.
  func write(_ path: String, _ text: String, outside: Bool = false) throws {
    try TestSupport.write(text, to: outside ? "\(folder)/../\(path)" : "\(folder)/\(path)")
  }

  /// Reads a spec as if it stood in the folder.
  func read(whole spec: String, overrides: SubmissionOverrides = SubmissionOverrides()) -> SubmissionReading {
    SubmissionReader.read(
      SubmissionSource(name: "submission.yaml", bytes: Array(spec.utf8), folder: folder), overrides: overrides)
  }

  /// Reads a spec of `sections`, where those of `Spec.sections` stand in for what is not given.
  func read(_ sections: String..., overrides: SubmissionOverrides = SubmissionOverrides()) -> SubmissionReading {
    read(whole: Spec.text(sections), overrides: overrides)
  }
}

/// A whole spec, section by section.
enum Spec {
  static let sections: [(key: String, text: String)] = [
    ("genlock", "genlock: 1"), ("name", "name: drummer"), ("track", "track: temporal"),
    ("model", "model:\n  directory: model\n  command: [python3, generate.py, \"{prompt}\", \"{output}\"]"),
    ("prompts", "prompts: {list: [a dog barks]}"),
  ]

  /// The spec with `texts` in place of the sections whose keys they begin with, and behind them where there is none.
  static func text(_ texts: [String]) -> String {
    let keys = texts.map { text in String(text.drop { $0 == "⟨" || $0 == "⟩" }.prefix { $0 != ":" }) }
    let kept = sections.map { section in keys.firstIndex(of: section.key).map { texts[$0] } ?? section.text }
    let added = texts.indices.filter { index in !sections.contains { $0.key == keys[index] } }.map { texts[$0] }
    return (kept + added).joined(separator: "\n") + "\n"
  }
}

extension SubmissionReading {
  /// The codes of the findings.
  var codes: [String] { findings.map(\.rule.rawValue) }
}
