import FoundationEssentials
import TestSupport
import Testing

/// Short clips of our own making against the challenge's own script on the same files.
struct FixtureParityTests {
  private static let clips = ["canonical", "native-rate", "odd-size", "stereo", "still"]

  @Test(arguments: clips) func everyNumberIsTheReferences(clip: String) throws {
    let folder = TestData.fixtures("ParityTests")
    let reference = try #require(try FixtureReference.load().clips[clip])
    let ours = try ClipReader().numbers(mp4: "\(folder)/\(clip).mp4", wav: "\(folder)/\(clip).wav")
    #expect(ours.differences(from: reference.numbers) == [])
  }

  /// Reference numbers with one thing wrong, made with the reference's own packages: each must break parity somewhere,
  /// or the tests above would not have noticed it in us.
  @Test(arguments: [
    "rec709": "the Rec. 709 matrix", "gray14": "gray in 14 bits", "levels2": "one pyramid level less",
    "gaussian-window": "a Gaussian window in place of the box",
  ])
  func aWrongFlowWouldBeNoticed(mutant: (key: String, value: String)) throws {
    let clips = try FixtureReference.load().clips.values
    let noticed = try clips.filter { clip in
      var wrong = clip.numbers
      wrong.flow = try #require(clip.mutants[mutant.key])
      return wrong.differences(from: clip.numbers).contains("flow")
    }
    #expect(!noticed.isEmpty, "\(mutant.value) goes unnoticed")
  }

  @Test func theMP4sAudioIsNotMistakenForTheWAV() throws {
    let clips = try FixtureReference.load().clips.values
    #expect(clips.contains { $0.numbers.onsets != $0.numbers.onsetsOfMP4 })
    #expect(clips.contains { $0.numbers.score != $0.numbers.scoreOfMP4 })
  }
}

/// `Fixtures/reference.json`, written by Harness/parity/av_align_reference.py.
struct FixtureReference: Decodable {
  struct Clip: Decodable {
    let numbers: ClipNumbers
    /// Flow with one thing wrong, by what is wrong.
    let mutants: [String: [Double]]

    init(from decoder: any Decoder) throws {
      numbers = try ClipNumbers(from: decoder)
      mutants = try decoder.container(keyedBy: CodingKeys.self).decode([String: [Double]].self, forKey: .mutants)
    }

    private enum CodingKeys: String, CodingKey { case mutants }
  }

  let clips: [String: Clip]

  static func load() throws -> FixtureReference {
    let file = URL(filePath: TestData.fixtures("ParityTests") + "/reference.json")
    return try JSONDecoder().decode(FixtureReference.self, from: Data(contentsOf: file))
  }
}
