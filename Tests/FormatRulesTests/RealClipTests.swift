import Findings
import FormatRules
import Glibc
import Media
import TestSupport
import Testing

/// Real and hostile files of the shared test data, judged by the temporal track.
@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct RealClipTests {
  /// Every file of a folder of the data with its findings above a note.
  private func judge(_ folder: String) throws -> [String: [Finding]] {
    let path = try #require(TestData.shared) + "/" + folder
    let worker = MediaWorker()
    var findings: [String: [Finding]] = [:]
    for name in try names(in: path) {
      var subject = RuleSubject(
        sample: name, file: name, examination: try worker.examine("\(path)/\(name)", ExaminationRequest()))
      subject.track = try HonestClips.track("temporal")
      findings[name] = RuleBook().check(subject).filter { $0.severity > .note }
    }
    return findings
  }

  private func names(in path: String) throws -> [String] {
    let stream = try #require(opendir(path))
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  @Test(arguments: [("clips/a", 26), ("clips/b", 22), ("av-align/mp4", 32)])
  func honestClipsGetNoWarning(_ folder: String, _ count: Int) throws {
    let findings = try judge(folder)
    #expect(findings.count == count)
    for (name, found) in findings { #expect(found.map(\.message) == [], "\(name)") }
  }

  @Test func edgeClipsGetWhatTheyWereMadeFor() throws {
    let findings = try judge("av-align/mp4_edge").mapValues { $0.map(\.rule.rawValue) }
    #expect(findings["black_silent.mp4"] == ["GL401", "GL402", "GL403"])
    #expect(findings["silent_audio.mp4"] == ["GL403"])
    #expect(findings["dc_audio.mp4"] == ["GL406"])
    #expect(findings["two_frames.mp4"] == ["GL206", "GL305"])
    for name in ["flicker.mp4", "many_onsets.mp4", "noise_video.mp4", "single_click.mp4"] {
      #expect(findings[name] == [])
    }
  }

  @Test func hostileFilesGetAVerdictEach() throws {
    let findings = try judge("hostile/media").mapValues { $0.map(\.rule.rawValue) }
    #expect(findings["bomb8192.mp4"]?.contains("GL516") == true)
    #expect(findings["emptya.mp4"] == ["GL301"])
    #expect(findings["huge.png"]?.contains("GL202") == true)
    #expect(findings["late.mp4"] == ["GL305", "GL307"])
    #expect(findings["lie.mp4"] == ["GL518"])
    #expect(findings["rot.mp4"] == ["GL215"])
    #expect(findings["trunc.mp4"] == ["GL510"])
    #expect(findings["vfr.mp4"]?.contains("GL203") == true)
    #expect(findings["vfr.mp4"]?.contains("GL204") == true)
    #expect(findings.count == 30)
  }
}
