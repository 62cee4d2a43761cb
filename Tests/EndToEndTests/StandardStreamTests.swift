import Glibc
import Processes
import TestSupport
import Testing

@Suite("Standard streams and places that fail")
struct StandardStreamTests {
  @Test("a reader that went away changes neither the work nor the exit code")
  func closedPipe() throws {
    try withTemporaryFolder { folder in
      try Command.write("no media", to: folder + "/clip.mp4")
      let writer = try pipeWithoutReader()
      defer { close(writer) }
      let arguments = ["lint", folder + "/clip.mp4", "--output", "json=\(folder)/report.json"]
      let child = try ChildProcess.start(
        Command.genlock, arguments,
        environment: ["PATH": "/usr/bin:/bin", "HOME": folder], descriptors: [1: writer, 2: writer])
      #expect(child.wait().exitCode == 1)
      #expect(Command.read(folder + "/report.json").contains("GL510"))
    }
  }

  @Test("output that cannot be written is an environment failure, not a success")
  func fullDevice() throws {
    try withTemporaryFolder { folder in
      for arguments in [["tracks"], ["explain", "GL203"], ["--help"]] {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        let errors = open(folder + "/errors", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        defer {
          close(full)
          close(errors)
        }
        let child = try ChildProcess.start(
          Command.genlock, arguments, environment: ["HOME": folder], descriptors: [1: full, 2: errors])
        #expect(child.wait().exitCode == 3, "\(arguments)")
        #expect(Command.read(folder + "/errors").contains("standard output"))
      }
    }
  }

  @Test("streams that the caller closed never lend their number to a file of the run")
  func closedStreams() throws {
    try withTemporaryFolder { folder in
      let example = try exampleSpec(in: folder)
      let child = try ChildProcess.start(
        "/bin/sh",
        ["-c", "exec \"$0\" run \"$1\" --run \"$2\" <&- >&- 2>&-", Command.genlock, example, folder + "/run"],
        environment: ["PATH": "/usr/bin:/bin", "HOME": folder], descriptors: [:])
      #expect(child.wait().exitCode == 1)
      #expect(Command.read(folder + "/run/lock").isEmpty)
      #expect(Command.read(folder + "/run/report.json").contains("GL602"))
    }
  }

  @Test("a report that could never be written is refused before anything runs")
  func impossibleOutput() throws {
    try withTemporaryFolder { folder in
      let example = try exampleSpec(in: folder)
      let result = try Command.run(
        ["run", example, "--run", folder + "/run", "--output", "json=/nonexistent/report.json"], in: folder)
      #expect(result.status == 2)
      #expect(result.errors.contains("/nonexistent"))
      #expect(access(folder + "/run", F_OK) != 0)
    }
  }

  @Test(
    "a mistake in the organiser's flags is a usage error, never a verdict on the submission",
    arguments: [
      ["--track", "temporel"], ["--samples", "1001"], ["--limits", "prompt=5"], ["--limits", "memroy=1GiB"],
      ["--prompts", "/nonexistent.txt"], ["--metrics", ","],
    ])
  func wrongFlags(_ flags: [String]) throws {
    try withTemporaryFolder { folder in
      let example = try exampleSpec(in: folder)
      let result = try Command.run(["run", example, "--run", folder + "/run"] + flags, in: folder)
      #expect(result.status == 2, "\(result.output)")
      #expect(result.output.isEmpty)
      #expect(result.errors.contains(flags[0]), "\(result.errors)")
    }
  }

  @Test("a relative cache folder counts as unset, and without HOME the user database knows the home")
  func cacheFolder() throws {
    try withTemporaryFolder { folder in
      let result = try Command.run(["doctor"], in: folder, environment: ["XDG_CACHE_HOME": "relative"])
      #expect(result.output.contains(" at \(folder)"), "\(result.output)")
      let known = try #require(getpwuid(getuid())?.pointee.pw_dir)
      let homeless = try Command.run(["doctor"], in: folder, environment: ["XDG_CACHE_HOME": "", "HOME": ""])
      #expect(homeless.output.contains(" at \(String(cString: known))"), "\(homeless.output)")
    }
  }

  /// A small submission whose model fails at once.
  private func exampleSpec(in folder: String) throws -> String {
    mkdir(folder + "/spec", 0o755)
    mkdir(folder + "/spec/model", 0o755)
    try Command.write("#!/bin/sh\nexit 3\n", to: folder + "/spec/model/generate", mode: 0o755)
    let path = folder + "/spec/submission.yaml"
    try Command.write(
      """
      genlock: 1
      name: failing
      track: temporal
      model: {directory: ./model, command: [./generate, "{output}"]}
      prompts: {list: [a bell rings]}
      metrics: [av-align]
      """, to: path)
    return path
  }

  private func pipeWithoutReader() throws -> Int32 {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
      throw TemporaryFolder.Failure(errno: errno)
    }
    close(ends[0])
    return ends[1]
  }
}
