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

  private static func details(_ folder: String) throws -> [String: Detail] {
    let file = URL(filePath: folder + "/reference/pinned_svg/detail.json")
    return try JSONDecoder().decode([String: Detail].self, from: Data(contentsOf: file))
  }

  /// The column `svg` of scores.csv by clip.
  private static func scores(_ folder: String) throws -> [String: Double] {
    let file = URL(filePath: folder + "/reference/pinned_svg/scores.csv")
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    let column = try #require(lines.first?.firstIndex(of: "svg"))
    return Dictionary(uniqueKeysWithValues: try lines.dropFirst().map { ($0[0], try #require(Double($0[column]))) })
  }
}
