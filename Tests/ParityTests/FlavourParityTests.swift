import Features
import FoundationEssentials
import Scoring
import TestSupport
import Testing

/// Every flavour and variant against the published scripts, run unmodified on the same files.
struct FlavourParityTests {
  private static let clips = ["canonical", "native-rate", "odd-size", "stereo", "still"]
  private static let sounds = [
    "int16", "int24", "int32", "uint8", "float32", "float64", "extensible-int24", "extensible-float32", "two-channels",
    "loud", "silent",
  ]

  @Test(arguments: clips) func everyFlavourIsItsScripts(clip: String) throws {
    let folder = TestData.fixtures("ParityTests")
    let trace = try ClipReader().trace(mp4: "\(folder)/\(clip).mp4", wav: "\(folder)/\(clip).wav")
    for identifier in Flavours.identifiers {
      let reference = try #require(FlavourReference.shared[identifier]?.clips[clip])
      #expect(reference.differences(from: trace, identifier) == [], "\(identifier)")
    }
  }

  /// The baseline writes its WAVs straight from the model's array, so they come in every encoding.
  @Test(arguments: sounds) func aWAVsEncodingDoesNotMatter(sound: String) throws {
    let folder = TestData.fixtures("ParityTests")
    let trace = try ClipReader().trace(mp4: "\(folder)/canonical.mp4", wav: "\(folder)/sounds/\(sound).wav")
    for (identifier, reference) in FlavourReference.shared {
      guard let clip = reference.clips["sounds/\(sound)"] else { continue }
      #expect(clip.differences(from: trace, identifier) == [], "\(identifier)")
    }
  }

  @Test func everyFlavourHasAReferenceAndTheyDiffer() throws {
    #expect(Set(FlavourReference.shared.keys) == Set(Flavours.identifiers))
    #expect(Flavours.all.count == Flavours.identifiers.count)
    let scores = Flavours.all.map { scoring in
      Self.clips.map { FlavourReference.shared[scoring.identifier.description]?.clips[$0]?.score }
    }
    // SAVGBench's formula is that of TempoTokens 2023; everything else differs on some clip, or on its sounds.
    #expect(Set(scores).count >= 8)
  }

  @Test func roundingFaintSoundsTo16BitsWouldBeNoticed() throws {
    let clips = try #require(FlavourReference.shared["av-align@svg-2024"]?.clips)
    #expect(clips["sounds/int16"]?.onsets != clips["sounds/int24"]?.onsets)
    #expect(clips["sounds/two-channels"]?.onsets != clips["sounds/float32"]?.onsets)
  }
}

/// `Fixtures/flavours.json`, written by Harness/parity/flavours_reference.py.
struct FlavourReference: Decodable {
  struct Clip: Decodable {
    /// Times of the onsets in seconds; nil where the script raises.
    let onsets: [Double]?
    /// The clip's value; nil where the script raises.
    let score: Double?
    /// The name of the exception.
    let raises: String?

    /// Where a flavour's numbers of a clip and these part; empty at parity.
    func differences(from trace: AlignmentTrace, _ identifier: String) -> [String] {
      let score = Flavours.value(identifier, of: trace)
      var differences: [String] = []
      if raises != nil, score != nil { differences.append("a score where the script raises") }
      if let reference = self.score, !isNear([score ?? .nan], [reference], within: 1e-9) {
        differences.append("score \(score ?? .nan), not \(reference)")
      }
      if let onsets, let ours = Flavours.onsets(identifier, of: trace), ours.times != onsets {
        differences.append("onsets \(ours.times), not \(onsets)")
      }
      return differences
    }
  }

  let clips: [String: Clip]

  static let shared: [String: FlavourReference] = {
    do {
      let file = URL(filePath: TestData.fixtures("ParityTests") + "/flavours.json")
      return try JSONDecoder().decode([String: FlavourReference].self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("Fixtures/flavours.json: \(error)")
    }
  }()
}
