import Findings
import Glibc
import Quantities
import TestSupport
import Testing

@testable import Sandbox

/// What is said of a command that never ran.
struct StartFailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var command: String
    var says: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "no such program", command: "./gone", says: "no program ./gone"),
    Case(name: "an interpreter that is not there", command: "./script", says: "the interpreter of its #! line"),
    Case(name: "Windows line ends", command: "/model/windows", says: "CR LF"),
    Case(name: "a folder", command: "./folder", says: "is a folder"),
    Case(name: "a name on PATH", command: "generate", says: "in the sandbox's PATH (/usr/bin)"),
  ]

  @Test(arguments: cases) func namesTheCause(_ example: Case) throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/folder", 0o755)
      try write("#!/nowhere/python\n", to: folder + "/script")
      try write("#!/bin/sh\r\nexit 0\r\n", to: folder + "/windows")
      let failure = Self.failure(of: example.command, model: folder)
      #expect(failure.fault == .submission)
      #expect(failure.detail.contains(example.says), "\(failure.detail)")
    }
  }

  @Test func tellsOfAModelThatWasPackedWithItsFolder() throws {
    try withTemporaryFolder { folder in
      mkdir(folder + "/model", 0o755)
      try write("#!/bin/sh\n", to: folder + "/model/generate")
      #expect(Self.failure(of: "./generate", model: folder).detail.contains("its only folder, model"))
      try write("", to: folder + "/other")
      #expect(!Self.failure(of: "./generate", model: folder).detail.contains("only folder"))
    }
  }

  private static func failure(of command: String, model: String) -> StartFailure {
    let invocation = Invocation(
      sample: "0", command: [command], environment: ["PATH": "/usr/bin"], root: .host, model: model, inputs: [:],
      limits: InvocationLimits(wall: .seconds(1)))
    let words = Array("bwrap: execvp \(command): No such file or directory\n".utf8)
    return StartFailure(
      invocation: invocation, reason: nil, log: CapturedLog(head: words, totalBytes: Int64(words.count)))
  }

  private func write(_ text: String, to path: String) throws {
    try TestSupport.write(Array(text.utf8), to: path)
  }
}
