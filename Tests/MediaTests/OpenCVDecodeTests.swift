import FoundationEssentials
import Media
import TestSupport
import Testing

/// Odd sizes, crops, turns, ranges and pixel formats give the bytes of OpenCV 4.7 (Fixtures/make made the digests).
struct OpenCVDecodeTests {
  struct Reference: Decodable {
    let frames: Int
    let width: Int
    let height: Int
    let sha256: String
  }

  @Test func everyFixtureHasTheDigestOfOpenCV() throws {
    let folder = TestData.fixtures("MediaTests")
    let json = try Data(contentsOf: URL(filePath: folder + "/opencv-4.7.json"))
    let references = try JSONDecoder().decode([String: Reference].self, from: json)
    #expect(references.count == 18)
    let worker = MediaWorker()
    for (name, reference) in references.sorted(by: { $0.key < $1.key }) {
      let collector = Collector()
      let facts = try worker.examine(
        "\(folder)/\(name)", ExaminationRequest(wantsFrames: true), consumer: collector
      ).facts()
      let decoded = try #require(facts.video.first?.decoded, "\(name)")
      #expect([decoded.width, decoded.height] == [reference.width, reference.height], "\(name)")
      #expect(collector.sizes == [[reference.width, reference.height]], "\(name)")
      #expect(collector.frames == reference.frames, "\(name)")
      #expect(collector.frameDigest() == reference.sha256, "\(name)")
    }
  }
}
