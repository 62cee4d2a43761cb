import Findings

/// What is asked of an archive as a whole.
extension ModelArchiveRules {
  static let unreadable = RuleDescription(
    code: "GL101", name: "archive-unreadable",
    summary: "The archive is a tar or zip file that can be read to its end.",
    explanation: """
      Accepted are tar files, plain or compressed with gzip, bzip2, xz or zstd, and zip files. What the file is follows \
      from its bytes, never from its name. Other formats (7z, rar, cpio, lzip, lz4, ...) are refused even where the \
      library underneath could read them, so that every participant's archive is judged by the same few readers.

      The whole archive is read and every checksum in it is compared. A checksum, a header or a size that does not hold \
      ends the reading: what follows cannot be trusted.
      """,
    failing: "model.tar.zst is really a 7z archive; one byte in the middle of model.tar.gz was changed",
    passing: "tar -cf - -C model . | zstd -o model.tar.zst",
    help: "pack the folder again: tar -cf - -C model . | zstd -o model.tar.zst")

  static let truncated = RuleDescription(
    code: "GL102", name: "archive-truncated",
    summary: "The archive is whole: it does not end before its own end.",
    explanation: """
      An upload or a copy that was cut short leaves an archive whose last files are missing. The end of the file in the \
      middle of an entry or of a compressed stream is an error.

      A tar file also ends with a block of zeros. Where only that mark is missing, every entry was read whole and the \
      finding is a warning: some writers leave it out, but a tar file cut exactly between two entries looks the same.
      """,
    failing: "the first half of model.tar.gz", passing: "the whole of it; compare sha256sum on both sides of the copy",
    help: "copy or pack the archive again and compare the checksums")

  static let empty = RuleDescription(
    code: "GL103", name: "archive-empty",
    summary: "The archive holds at least one file.",
    explanation: """
      An archive without a regular file cannot hold a model. It is usually the result of packing the wrong folder, or of \
      a disk that was full while packing.
      """,
    failing: "an archive made of an empty folder", passing: "an archive that holds generate.py")

  static let encrypted = RuleDescription(
    code: "GL104", name: "archive-encrypted",
    summary: "No entry is encrypted.",
    explanation: "There is no way to give a password, and an organiser could not judge what they cannot read.",
    failing: "zip --encrypt model.zip -r model", passing: "zip model.zip -r model",
    help: "pack the archive again without a password")

  static let trailingData = RuleDescription(
    code: "GL105", name: "archive-trailing-data",
    summary: "Nothing follows the end of a tar archive.",
    explanation: """
      Bytes other than zeros after a tar archive's end mark, or after the end of its compressed stream, are read by some \
      programs and ignored by others, so the participant and the organiser could see different models. They usually come \
      from two archives joined with `cat`. Behind xz and zstd streams they are reported as damage instead (GL101, GL102): the \
      decompressor takes them for a further stream.
      """,
    failing: "cat code.tar weights.tar > model.tar", passing: "tar -cf model.tar code weights",
    help: "pack everything into one archive in one go")

  static let nestedCompression = RuleDescription(
    code: "GL106", name: "archive-nested-compression",
    summary: "The archive is compressed once at most.",
    explanation: """
      A compressed file inside a compressed file multiplies its size twice: a few hundred bytes can become terabytes. One \
      layer of compression is enough for every honest archive.
      """,
    failing: "gzip model.tar.gz", passing: "model.tar.gz", help: "compress the tar file once")

  static let oddity = RuleDescription(
    code: "GL107", name: "archive-oddity", severity: .warning,
    summary: "The archive's headers are well formed.",
    explanation: """
      The reader made sense of an entry but had something to remark, for example an extended attribute it could not \
      parse. The entry was unpacked; compare it with the original if the model behaves differently here.
      """,
    failing: "a pax header whose length field is wrong", passing: "an archive written by GNU tar or Python's tarfile")
}
