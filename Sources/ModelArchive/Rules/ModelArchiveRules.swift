public import Findings

/// The rules archives and model folders are held to, `GL101` to `GL199`.
public enum ModelArchiveRules {
  /// All of them, by code.
  public static let all: [RuleDescription] = [
    unreadable, truncated, empty, encrypted, trailingData, nestedCompression, oddity,
    entryType, duplicate, twins, beneathNonDirectory, symlinkOutside, symlinkDangling,
    absolutePath, parentPath, backslash, nameEncoding, nameCharacters,
    tooDeep, nameTooLong, tooManyEntries, tooLarge, ratio,
  ]
}
