import Glibc
import TestSupport
import Testing

@Suite("Lint and score")
struct LintAndScoreTests {
  @Test("an honest clip is accepted without a finding, a stereo one is rejected by its rule")
  func lint() throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/clips", 0o755)
      _ = try SyntheticClip.make(in: folder + "/clips", name: "good.mp4")
      let good = try Command.run(["lint", "--track", "temporal", folder + "/clips", "--format", "json"], in: folder)
      #expect(good.status == 0, "\(good.output)")
      #expect(good.output.contains("\"findings\": []"))
      _ = try SyntheticClip.make(in: folder + "/clips", name: "stereo.mp4", options: ["-ac", "2"])
      let bad = try Command.run(["lint", "--track", "temporal", folder + "/clips"], in: folder)
      #expect(bad.status == 1)
      #expect(bad.output.contains("GL3"))
      #expect(bad.output.contains("stereo"))
    }
  }

  @Test("output is the same whatever the number of lanes")
  func lanes() throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/clips", 0o755)
      for (index, rate) in [8, 12, 25, 8, 30].enumerated() {
        _ = try SyntheticClip.make(in: folder + "/clips", name: "\(index).mp4", options: ["-r", "\(rate)"])
      }
      let arguments = [
        "score", "--track", "temporal", "--metrics", "av-align", "--generated", folder + "/clips", "--format", "json",
      ]
      let outputs = try ["1", "8"].map { jobs in
        try Command.run(arguments + ["--jobs", jobs], in: folder).output
          .split(separator: "\n").filter { !$0.contains("wall_seconds") }
      }
      #expect(outputs[0] == outputs[1])
      #expect(outputs[0].count > 50)
    }
  }

  @Test("plots go to the folder asked for, and the report stays as it is")
  func plots() throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/clips", 0o755)
      for name in ["a b", "c"] { _ = try SyntheticClip.make(in: folder + "/clips", name: name + ".mp4") }
      let arguments = [
        "score", "--track", "temporal", "--metrics", "av-align", "--generated", folder + "/clips", "--format", "json",
      ]
      let plain = try Command.run(arguments, in: folder)
      let plotted = try Command.run(arguments + ["--plots", folder + "/plots"], in: folder)
      #expect(plotted.status == 0, "\(plotted.errors)")
      let reports = [plain, plotted].map { $0.output.split(separator: "\n").filter { !$0.contains("wall_seconds") } }
      #expect(reports[0] == reports[1])
      for name in ["shift-av-align_svg-2024_mp4audio", "timeline-a%20b", "timeline-c"] {
        #expect(access("\(folder)/plots/\(name).svg", R_OK) == 0, "\(name)")
      }
      let nowhere = try Command.run(arguments + ["--plots", folder + "/no/where"], in: folder)
      #expect(nowhere.status == 3)
      #expect(nowhere.errors.contains("--plots takes a folder"))
    }
  }

  @Test("a missing clip keeps its row and makes the score partial")
  func missing() throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/clips", 0o755)
      _ = try SyntheticClip.make(in: folder + "/clips", name: "0000.mp4")
      try Command.write("a drum\na bell\n", to: folder + "/prompts.txt")
      let result = try Command.run(
        [
          "score", "--track", "temporal", "--metrics", "av-align,fvd", "--generated", folder + "/clips", "--prompts",
          folder + "/prompts.txt", "--format", "json",
        ], in: folder)
      #expect(result.status == 1)
      #expect(result.output.contains("\"state\": \"partial\""))
      #expect(result.output.contains("not available in this version"))
      #expect(result.output.contains("0001"))
    }
  }

  @Test("broken files are findings, not failures")
  func broken() throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/clips", 0o755)
      try Command.write("not a video", to: folder + "/clips/text.mp4")
      try Command.write("", to: folder + "/clips/empty.mp4")
      let clip = try SyntheticClip.make(in: folder + "/clips", name: "cut.mp4")
      truncate(clip, 3000)
      let result = try Command.run(["lint", "--track", "temporal", folder + "/clips"], in: folder)
      #expect(result.status == 1, "\(result.errors)")
      for name in ["text", "empty", "cut"] { #expect(result.output.contains(name)) }
    }
  }
}
