public import Findings

extension SandboxRules {
  /// `GL502`: an output is a regular file.
  public static let outputNotAFile = RuleDescription(
    code: "GL502", name: "output-not-a-file",
    summary: "An output is a regular file.",
    explanation: """
      Outputs are copied out of the sandbox before anything reads them. They are opened without following links \
      and without waiting, and only a regular file that the harness may read is accepted: a symbolic link would be \
      followed on the wrong side of the wall, a FIFO would hang the reader, a device or a folder holds no clip.
      """,
    failing: "/out/0007.mp4 -> /scratch/0007.mp4",
    passing: "/out/0007.mp4 is a regular file, 340 KiB",
    help: "copy or rename the finished file to the output path instead of linking to it")
}
