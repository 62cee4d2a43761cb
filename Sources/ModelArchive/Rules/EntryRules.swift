import Findings

/// What is asked of an entry's kind and of its place in the tree.
extension ModelArchiveRules {
  static let entryType = RuleDescription(
    code: "GL110", name: "bundle-entry-type",
    summary: "A model holds regular files, folders and symlinks, nothing else.",
    explanation: """
      Hard links, devices, FIFOs and sockets are refused. A device or a FIFO can block or damage whoever reads it; a hard \
      link can name a file outside the model or a symlink. No model needs them.
      """,
    failing: "a FIFO, a device node, a socket, or a file stored as a hard link to another",
    passing: "the file itself, stored twice or reached through a relative symlink",
    help: "remove it, or for hard links pack with `tar --hard-dereference`")

  static let duplicate = RuleDescription(
    code: "GL111", name: "bundle-duplicate-entry",
    summary: "Every path appears once.",
    explanation: """
      When a path appears twice, some programs keep the first and some the last, so two people unpack two models from one \
      archive. Archives grown with `tar --append` or `tar --update` have such entries.
      """,
    failing: "generate.py twice in one tar file", passing: "a freshly packed archive",
    help: "pack the archive afresh instead of appending to it")

  static let twins = RuleDescription(
    code: "GL112", name: "bundle-twin-names",
    summary: "No two paths differ only in letter case or in the Unicode form of their letters.",
    explanation: """
      `Model.py` and `model.py` are two files here and one file on systems that ignore case; an `é` written as one code \
      point or as `e` with an accent looks the same and is not. Such pairs hide one file behind the other and make a model \
      behave differently on different machines. In a folder that is mounted as it is, this is a warning.
      """,
    failing: "Weights.bin beside weights.bin", passing: "weights-a.bin beside weights-b.bin",
    help: "rename one of the two")

  static let beneathNonDirectory = RuleDescription(
    code: "GL113", name: "bundle-entry-beneath-file",
    summary: "Every entry lies beneath folders, never beneath a file or a symlink.",
    explanation: """
      An entry `a/b` where `a` is a symlink would be written to wherever the symlink leads: the classic way out of an \
      unpacked folder. Where `a` is a file, the archive contradicts itself.
      """,
    failing: "a symlink lib -> /usr/lib, then a file lib/libc.so.6", passing: "a folder lib, then a file lib/own.so")

  static let symlinkOutside = RuleDescription(
    code: "GL114", name: "bundle-symlink-outside",
    summary: "Every symlink is relative and leads to a place inside the model.",
    explanation: """
      Only the model is shown to the model: a symlink to an absolute path or out of the folder leads nowhere in the \
      sandbox, or somewhere it should not. Each symlink is followed by the kernel beneath the unpacked folder, through \
      other symlinks too, and any step outside refuses it.

      In a folder that is mounted as it is, this is a warning: the symlink will dangle in the sandbox. Downloads of the \
      Hugging Face hub are such symlinks into a cache; copy the files instead.
      """,
    failing: "weights.bin -> /home/me/weights.bin, or weights.bin -> ../../weights.bin",
    passing: "weights.bin -> files/weights-v2.bin",
    help: "put the file itself into the model (tar --dereference, cp -L)")

  static let symlinkDangling = RuleDescription(
    code: "GL115", name: "bundle-symlink-dangling", severity: .warning,
    summary: "Every symlink leads to something that is there.",
    explanation:
      "A symlink whose target is missing from the model, or that leads in a circle, fails when it is opened.",
    failing: "latest.bin -> step-900.bin without a step-900.bin",
    passing: "latest.bin -> step-900.bin beside step-900.bin",
    help: "add the target, or remove the symlink")
}
