import Features
import NumericKernels
import Scoring

/// One clip's numbers on the way to the score: ours, or those of the challenge's own script.
struct ClipNumbers: Decodable, Equatable {
  /// Mean flow, one value a frame.
  var flow: [Double]
  /// Times of the flow's peaks in seconds.
  var peaks: [Double]
  /// Onset frames of the WAV, and of the mp4's audio.
  var onsets: [Int]
  var onsetsOfMP4: [Int]
  /// `av-align@svg-2024`; nil where no reference gives it.
  var score: Double?
  /// `av-align@svg-2024+mp4audio`; nil where no reference gives it.
  var scoreOfMP4: Double?
  /// SHA-256 over the decoded BGR frames.
  var framesDigest: String

  enum CodingKeys: String, CodingKey {
    case flow, peaks, onsets, score
    case onsetsOfMP4 = "onsets_mp4"
    case scoreOfMP4 = "score_mp4audio"
    case framesDigest = "frames_sha256"
  }

  /// Where these numbers and a reference part, in the order they are made; empty at parity.
  ///
  /// Flow may differ by 1e-5 pixels in any frame and a score by 1e-9; all else must be equal.
  func differences(from reference: ClipNumbers) -> [String] {
    var differences: [String] = []
    if framesDigest != reference.framesDigest { differences.append("frames") }
    if !isNear(flow, reference.flow, within: 1e-5) { differences.append("flow") }
    if peaks != reference.peaks { differences.append("peaks") }
    if onsets != reference.onsets { differences.append("onsets") }
    if onsetsOfMP4 != reference.onsetsOfMP4 { differences.append("onsets of the mp4") }
    if let score = reference.score, !isNear([self.score ?? .nan], [score], within: 1e-9) {
      differences.append("score")
    }
    if let score = reference.scoreOfMP4, !isNear([scoreOfMP4 ?? .nan], [score], within: 1e-9) {
      differences.append("score of the mp4")
    }
    return differences
  }
}

/// Whether two rows are of one length and nowhere further apart than `tolerance`.
func isNear(_ left: [Double], _ right: [Double], within tolerance: Double) -> Bool {
  left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance }
}
