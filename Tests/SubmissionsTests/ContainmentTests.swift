import Findings
import Glibc
import TestSupport
import Testing

@testable import Submissions

/// Paths of a spec stay inside the submission's folder, by every route.
struct ContainmentTests {
  private func code(_ fixture: SubmissionFixture, archive path: String) -> [String] {
    fixture.read("model:\n  archive: \(path)\n  command: [run, \"{output}\"]").codes
  }

  @Test func `links that stay inside are followed, links that lead out are not`() throws {
    try SubmissionFixture.with { fixture in
      let folder = fixture.folder
      #expect(symlink("model.tar.zst", "\(folder)/inside") == 0)
      #expect(symlink("../secret.txt", "\(folder)/outside") == 0)
      #expect(symlink("/etc", "\(folder)/etc") == 0)
      #expect(symlink("..", "\(folder)/up") == 0)
      #expect(symlink("loop", "\(folder)/loop") == 0)
      #expect(symlink("none", "\(folder)/dangling") == 0)
      #expect(code(fixture, archive: "inside") == [])
      #expect(code(fixture, archive: "outside") == ["GL031"])
      #expect(code(fixture, archive: "etc/passwd") == ["GL031"])
      #expect(code(fixture, archive: "up/secret.txt") == ["GL031"])
      #expect(code(fixture, archive: "up/submission/model.tar.zst") == [])
      #expect(code(fixture, archive: "loop") == ["GL032"])
      #expect(code(fixture, archive: "dangling") == ["GL032"])
    }
  }

  @Test func `a folder whose name begins as the submission's is outside`() throws {
    try SubmissionFixture.with { fixture in
      #expect(mkdir("\(fixture.folder)-other", 0o755) == 0)
      try write("x", to: "\(fixture.folder)-other/x.tar")
      #expect(symlink("../submission-other", "\(fixture.folder)/near") == 0)
      #expect(code(fixture, archive: "near/x.tar") == ["GL031"])
    }
  }

  @Test func `what is neither file nor folder is refused without opening it`() throws {
    try SubmissionFixture.with { fixture in
      #expect(mkfifo("\(fixture.folder)/pipe.txt", 0o600) == 0)
      #expect(code(fixture, archive: "pipe.txt") == ["GL032"])
      #expect(fixture.read("prompts: {file: pipe.txt}").codes == ["GL032"])
    }
  }

  @Test func `the submission's folder may itself be reached by a link`() throws {
    try SubmissionFixture.with { fixture in
      let link = fixture.folder + "-link"
      #expect(symlink(fixture.folder, link) == 0)
      let source = SubmissionSource(name: "s", bytes: Array(Spec.text([]).utf8), folder: link)
      #expect(SubmissionReader.read(source).submission?.model.files == .directory("\(fixture.folder)/model"))
    }
  }

  @Test(arguments: ["./model.tar.zst", "model.tar.zst", ".//model.tar.zst", "model/.././model.tar.zst"])
  func `ways to write a path`(_ path: String) throws {
    try SubmissionFixture.with { fixture in
      #expect(code(fixture, archive: path) == (path.contains("..") ? ["GL031"] : []))
    }
  }
}
