import Findings

/// What is asked of an entry's name.
extension ModelArchiveRules {
  static let absolutePath = RuleDescription(
    code: "GL120", name: "bundle-absolute-path",
    summary: "Every path is relative.",
    explanation: """
      A path that starts with `/` or a drive letter asks to be written outside the model's folder. Programs differ in \
      whether they obey, so the archive is refused rather than repaired.
      """,
    failing: "/model/generate.py, C:/model/generate.py", passing: "generate.py",
    help: "pack from inside the folder: tar -C model -cf model.tar .")

  static let parentPath = RuleDescription(
    code: "GL121", name: "bundle-parent-path",
    summary: "No path has a `..` in it.",
    explanation: """
      `..` climbs out of the folder that is being unpacked (\"zip slip\"). It is refused even where it would stay inside: \
      no packing program writes it by itself.
      """,
    failing: "../../etc/cron.d/job", passing: "data/job.json",
    help: "pack from inside the folder: tar -C model -cf model.tar .")

  static let backslash = RuleDescription(
    code: "GL122", name: "bundle-backslash",
    summary: "No path has a backslash in it.",
    explanation: """
      On Windows a backslash separates folders, here it is an ordinary character: one name would be two different trees. \
      Archives made by some Windows programs have them. (In a zip that names Windows as its origin and has no `/` in the \
      path, they are read as slashes, and the other rules apply.)
      """,
    failing: "model\\\\weights.bin, ..\\\\..\\\\evil.exe", passing: "model/weights.bin",
    help: "pack with a program that writes `/` between folders, for example Windows' own tar")

  static let nameEncoding = RuleDescription(
    code: "GL123", name: "bundle-name-encoding",
    summary: "Every path is valid UTF-8.",
    explanation: """
      Names in older code pages mean different characters on different machines, and a report could not print them \
      faithfully.
      """,
    failing: "a file name in KOI8-R", passing: "the same name in UTF-8",
    help: "rename the file, or pack with UTF-8 names")

  static let nameCharacters = RuleDescription(
    code: "GL124", name: "bundle-name-characters",
    summary: "No name holds control or direction characters.",
    explanation: """
      Control characters (line breaks, escapes) and the characters that reverse the direction of text make a name print \
      as something it is not, in terminals, logs and reports. Refused are U+0000 to U+001F, U+007F to U+009F, U+061C, \
      U+200E, U+200F, U+2028 to U+202E and U+2066 to U+2069.
      """,
    failing: "a name with a line break; \"gpj.<U+202E>exe\"", passing: "weights.bin", help: "rename the file")
}
