import FoundationEssentials
import Media
import TestSupport
import Testing

/// Frames must be, byte for byte, those that OpenCV 4.7 gave the challenge's own scripts.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct ReferenceDecodeTests {
  struct Reference: Decodable {
    let frames_sha256: String
    let n_frames: Int
  }

  @Test func everyClipHasTheReferenceDigest() throws {
    let data = try #require(TestData.shared) + "/av-align"
    let json = try Data(contentsOf: URL(filePath: data + "/reference/pinned_svg/detail.json"))
    let references = try JSONDecoder().decode([String: Reference].self, from: json)
    #expect(references.count == 42)
    let worker = MediaWorker()
    for (name, reference) in references.sorted(by: { $0.key < $1.key }) {
      let folder = name.hasPrefix("clip_") ? "mp4" : "mp4_edge"
      let collector = Collector()
      let outcome = try worker.examine(
        "\(data)/\(folder)/\(name).mp4", ExaminationRequest(wantsFrames: true), consumer: collector)
      guard case .described(let facts) = outcome else {
        Issue.record("\(name): \(outcome)")
        continue
      }
      #expect(facts.video.first?.decoded?.frameCount == reference.n_frames, "\(name)")
      #expect(collector.frames == reference.n_frames, "\(name)")
      #expect(collector.frameDigest() == reference.frames_sha256, "\(name)")
    }
    #expect(worker.starts == 1)
  }
}
