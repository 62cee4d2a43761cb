import Features
import FoundationEssentials
import Scoring
import TestSupport
import Testing

/// The shared clips (32 with perfect sync, 10 edge cases) against the challenge's own script in its pinned environment.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct SharedParityTests {
  private struct Detail: Decodable {
    let frames_sha256: String
    let flow: [Double]
    let video_peaks: [Double]
    let onset_frames: [Int]
    let onset_times_mp4: [Double]

    var numbers: ClipNumbers {
      let mp4 = onset_times_mp4.map { Int(($0 * 22050 / 512).rounded()) }
      return ClipNumbers(
        flow: flow, peaks: video_peaks, onsets: onset_frames, onsetsOfMP4: mp4, score: nil, scoreOfMP4: nil,
        framesDigest: frames_sha256)
    }
  }

  @Test func everyNumberOfEveryClipIsTheReferences() throws {
    let folder = try #require(TestData.shared) + "/av-align"
    let scores = try Self.scores(folder)
    let reader = ClipReader()
    var compared = 0
    for (name, detail) in try Self.details(folder).sorted(by: { $0.key < $1.key }) {
      var reference = detail.numbers
      reference.score = scores[name]
      let suffix = name.hasPrefix("clip_") ? "" : "_edge"
      let (mp4, wav) = ("\(folder)/mp4\(suffix)/\(name).mp4", "\(folder)/wav\(suffix)/\(name).wav")
      let ours = try reader.numbers(mp4: mp4, wav: wav)
      #expect(ours.differences(from: reference) == [], "\(name)")
      compared += reference.score == nil ? 0 : 1
    }
    #expect(compared == scores.count)
  }

  /// The columns of the shared scores, and the flavours they are the reference of: `modern` resamples with libsoxr.
  private static let columns = [
    ("pinned_svg/scores.csv", "svg", "av-align@svg-2024"),
    ("pinned_svg/scores.csv", "tempo_2025", "av-align@tempotokens-2025"),
    ("pinned_svg/scores.csv", "savg_wav", "av-align@tempotokens-2023"),
    ("pinned_svg/scores.csv", "savg_mp4aac", "av-align@tempotokens-2023+mp4audio"),
    ("modern/scores.csv", "svg", "av-align@svg-2024+soxr"),
    ("modern/scores.csv", "tempo_2025", "av-align@tempotokens-2025+soxr"),
    ("modern/scores.csv", "savg_wav", "av-align@tempotokens-2023+soxr"),
    ("modern/scores.csv", "savg_mp4aac", "av-align@tempotokens-2023+soxr+mp4audio"),
    ("modern/scores.csv", "savg_mp4aac", "av-align@savgbench"),
    ("scores_javis_native16k.csv", "javis_av_align_native16k", "av-align@javisbench"),
  ]

  @Test func everyFlavourOfEveryClipIsTheReferences() throws {
    let folder = try #require(TestData.shared) + "/av-align"
    let reader = ClipReader()
    var traces: [String: AlignmentTrace] = [:]
    for name in try Self.details(folder).keys {
      let suffix = name.hasPrefix("clip_") ? "" : "_edge"
      traces[name] = try reader.trace(
        mp4: "\(folder)/mp4\(suffix)/\(name).mp4", wav: "\(folder)/wav\(suffix)/\(name).wav")
    }
    for (file, column, identifier) in Self.columns {
      let scores = try Self.column(column, of: "\(folder)/reference/\(file)")
      #expect(scores.count == (identifier == "av-align@javisbench" ? 32 : 42))
      for (name, text) in scores {
        let ours = Flavours.value(identifier, of: try #require(traces[name]))
        guard let reference = Double(text) else {
          #expect(text == "ZeroDivisionError" && ours == nil, "\(identifier) \(name)")
          continue
        }
        #expect(isNear([ours ?? .nan], [reference], within: 1e-9), "\(identifier) \(name)")
      }
    }
  }

  private static func details(_ folder: String) throws -> [String: Detail] {
    let file = URL(filePath: folder + "/reference/pinned_svg/detail.json")
    return try JSONDecoder().decode([String: Detail].self, from: Data(contentsOf: file))
  }

  private static func scores(_ folder: String) throws -> [String: Double] {
    try column("svg", of: folder + "/reference/pinned_svg/scores.csv").mapValues { try #require(Double($0)) }
  }

  /// A column of a CSV file by clip, as text: where the reference raises, it is the exception's name.
  private static func column(_ name: String, of path: String) throws -> [String: String] {
    let lines = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    let column = try #require(lines.first?.firstIndex(of: name))
    return Dictionary(uniqueKeysWithValues: lines.dropFirst().map { ($0[0], $0[column]) })
  }
}
