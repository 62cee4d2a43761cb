import Glibc
import Processes
import Testing

/// Starting programs with exactly what they are given.
struct ChildProcessTests {
  @Test func outputAndStatusAreKept() throws {
    let run = try CapturedRun.of("/bin/sh", ["-c", "echo out; echo err >&2; exit 3"])
    #expect(run.text == "out\nerr\n")
    #expect(run.end.exitCode == 3)
    #expect(run.end.signal == nil)
    #expect(!run.isTimedOut)
  }

  @Test func aSignalIsNoExitCode() throws {
    let run = try CapturedRun.of("/bin/sh", ["-c", "kill -TERM $$"])
    #expect(run.end.exitCode == nil)
    #expect(run.end.signal == SIGTERM)
  }

  @Test func outputIsBounded() throws {
    let run = try CapturedRun.of("/bin/sh", ["-c", "yes | head -c 1000000"], limit: 10)
    #expect(run.text == "y\ny\ny\ny\ny\n")
    #expect(run.end.exitCode == 0)
  }

  @Test func aToolThatHangsIsKilled() throws {
    let run = try CapturedRun.of("/bin/sleep", ["600"], seconds: 0.1)
    #expect(run.isTimedOut)
    #expect(run.end.signal == SIGKILL)
  }

  @Test func environmentIsExact() throws {
    setenv("GENLOCK_TEST_LEAK", "1", 1)
    defer { unsetenv("GENLOCK_TEST_LEAK") }
    let run = try CapturedRun.of("/usr/bin/env", [], environment: ["A": "1", "B": "two words"])
    #expect(run.text == "A=1\nB=two words\n")
  }

  @Test func aMissingProgramIsNamed() {
    #expect(throws: SpawnError.self) { try CapturedRun.of("/nonexistent/tool", []) }
    do {
      _ = try CapturedRun.of("/nonexistent/tool", [])
    } catch {
      #expect(error.description == "cannot start /nonexistent/tool: No such file or directory")
    }
  }

  @Test func descriptorsMayCross() throws {
    var first: [Int32] = [-1, -1]
    var second: [Int32] = [-1, -1]
    try #require(pipe(&first) == 0 && pipe(&second) == 0)
    // Mapped onto each other's numbers: neither may overwrite the other on the way.
    let child = try ChildProcess.start(
      "/bin/sh", ["-c", "echo a > /proc/self/fd/\(first[1]); echo b > /proc/self/fd/\(second[1])"], environment: [:],
      descriptors: [first[1]: second[1], second[1]: first[1]])
    let end = child.wait()
    close(first[1])
    close(second[1])
    var buffer = [UInt8](repeating: 0, count: 8)
    #expect(read(first[0], &buffer, 8) == 2)
    #expect(buffer[0] == UInt8(ascii: "b"))
    #expect(read(second[0], &buffer, 8) == 2)
    #expect(buffer[0] == UInt8(ascii: "a"))
    #expect(end.exitCode == 0)
    close(first[0])
    close(second[0])
  }

  @Test func usageIsMeasured() throws {
    let run = try CapturedRun.of("/bin/sh", ["-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"])
    #expect(run.end.cpuSeconds > 0)
    #expect(run.end.peakMemory > 100_000)
  }

  @Test func endsWithinTellsWithoutReaping() throws {
    let child = try ChildProcess.start("/bin/sleep", ["600"], environment: [:], descriptors: [:])
    #expect(!child.ends(within: 0))
    child.signal(SIGKILL)
    #expect(child.ends(within: 10_000))
    #expect(child.wait().signal == SIGKILL)
  }
}
