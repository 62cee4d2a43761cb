import Findings

/// The caps: what is refused because of its size alone.
extension ModelArchiveRules {
  static let tooDeep = RuleDescription(
    code: "GL130", name: "bundle-too-deep",
    summary: "No path is more than 64 names deep.",
    explanation: "Very deep trees exhaust whatever walks them. Python environments stay below 25.",
    failing: "a/a/a/... a hundred times", passing: "lib/python3.11/site-packages/torch/nn/modules/linear.py")

  static let nameTooLong = RuleDescription(
    code: "GL131", name: "bundle-name-too-long",
    summary: "A name has at most 255 bytes, a whole path 1,024.",
    explanation: "File systems take no longer names, and a path must still fit behind the folder it is mounted at.",
    failing: "a file name of 300 letters", passing: "weights-00001-of-00010.safetensors", help: "shorten the name")

  static let tooManyEntries = RuleDescription(
    code: "GL132", name: "bundle-too-many-entries",
    summary: "A model holds at most 200,000 entries.",
    explanation: """
      Every entry costs an inode, a header and time whatever its size; millions of empty files are an attack on the disk. \
      A full Python environment with PyTorch has about 30,000.
      """,
    failing: "a data set of a million small images", passing: "the same images in one file",
    help: "leave out what the model does not need, or put many small files into one")

  static let tooLarge = RuleDescription(
    code: "GL133", name: "bundle-too-large",
    summary: "A model unpacks to at most 64 GiB.",
    explanation: """
      The size that counts is that of the unpacked files, holes of sparse files included, by what is written and by what \
      the headers announce, whichever is larger.
      """,
    failing: "80 GiB of checkpoints", passing: "the one checkpoint that is used",
    help: "leave out optimiser states and unused checkpoints")

  static let ratio = RuleDescription(
    code: "GL134", name: "archive-ratio",
    summary: "An archive unpacks to at most 200 times its own size, once past 256 MiB.",
    explanation: """
      A few kilobytes of compressed zeros can fill a disk (\"zip bomb\"). Weights hardly compress at all and source code \
      by ten at most, so a ratio above 200 over more than 256 MiB is not a model.
      """,
    failing: "300 KB that unpack to 300 MB of zeros", passing: "10 GB of weights in a 9 GB archive",
    help: "leave out files of zeros, or make them when the model starts")
}
