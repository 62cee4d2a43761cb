import Findings
import PositionedYAML
import TestSupport
import Testing

@testable import Submissions

/// docs/spec.md is true: it names every field, and its example reads.
struct SpecPageTests {
  private func page() throws -> String {
    guard case .success(let bytes) = FileReading.bytes(path: TestData.packageRoot + "/docs/spec.md", atMost: 1 << 20)
    else { throw PageMissing() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct PageMissing: Error {}

  @Test func `every key and every placeholder is explained`() throws {
    let page = try page()
    for key in SubmissionKeys.document + SubmissionKeys.model + SubmissionKeys.limits + SubmissionKeys.prompts {
      #expect(page.contains("| `\(key)`"), "\(key)")
    }
    for placeholder in Placeholder.allCases {
      #expect(page.contains("`{\(placeholder.rawValue)}`"))
      if placeholder != .promptsFile { #expect(page.contains("`\(placeholder.variable)`")) }
    }
    for mode in ModelSpec.Mode.allCases { #expect(page.contains("`\(mode.rawValue)`")) }
  }

  @Test func `the example reads without findings`() throws {
    let blocks = try page().split(separator: "```")
    let example = try #require(blocks.first { $0.hasPrefix("yaml\n") }).dropFirst(5)
    try SubmissionFixture.with { fixture in
      #expect(fixture.read(whole: String(example)).findings == [])
    }
  }
}
