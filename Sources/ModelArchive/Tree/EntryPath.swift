import Findings

/// A checked path of an entry: relative, UTF-8, without `.`, `..` or empty names.
struct EntryPath: Hashable {
  /// The names from the root down; empty for the root itself.
  let names: [String]

  /// The names joined by `/`.
  var text: String { names.joined(separator: "/") }

  /// Checks a path as an archive or a folder spells it; `./` in front, doubled and final slashes are forgiven.
  static func checking(_ bytes: [UInt8], limits: ArchiveLimits) -> Result<EntryPath, Refusal> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(Refusal(ModelArchiveRules.nameEncoding, "the name is not valid UTF-8"))
    }
    if let refusal = refuseCharacters(of: text) { return .failure(refusal) }
    if text.utf8.first == UInt8(ascii: "/") || startsWithDrive(text) {
      return .failure(Refusal(ModelArchiveRules.absolutePath, "the path is absolute"))
    }
    let names = text.split(separator: "/").filter { $0 != "." }.map(String.init)
    if names.contains("..") {
      return .failure(Refusal(ModelArchiveRules.parentPath, "the path climbs with `..`"))
    }
    if names.count > limits.depth {
      return .failure(
        Refusal(ModelArchiveRules.tooDeep, "the path is \(names.count) names deep; \(limits.depth) are allowed"))
    }
    if text.utf8.count > limits.pathBytes {
      return .failure(
        Refusal(
          ModelArchiveRules.nameTooLong, "the path has \(text.utf8.count) bytes; \(limits.pathBytes) are allowed"))
    }
    if let long = names.first(where: { $0.utf8.count > limits.nameBytes }) {
      return .failure(
        Refusal(
          ModelArchiveRules.nameTooLong, "a name has \(long.utf8.count) bytes; \(limits.nameBytes) are allowed"))
    }
    return .success(EntryPath(names: names))
  }

  private static func refuseCharacters(of text: String) -> Refusal? {
    if text.utf8.contains(UInt8(ascii: "\\")) {
      return Refusal(ModelArchiveRules.backslash, "the path has a backslash in it")
    }
    guard let scalar = text.unicodeScalars.first(where: isMisleading) else { return nil }
    return Refusal(ModelArchiveRules.nameCharacters, "the name holds the character \(scalar.codePoint)")
  }

  private static func startsWithDrive(_ text: String) -> Bool {
    let start = Array(text.utf8.prefix(3))
    guard start.count >= 2, start[1] == UInt8(ascii: ":") else { return false }
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(start[0] | 0x20)
    return isLetter && (start.count == 2 || start[2] == UInt8(ascii: "/"))
  }

  /// Control characters, line and paragraph separators, and the characters that steer the direction of text.
  static func isMisleading(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// Why an entry is refused: the rule and what was seen.
struct Refusal: Error, Hashable {
  let rule: RuleDescription
  let message: String

  init(_ rule: RuleDescription, _ message: String) {
    self.rule = rule
    self.message = message
  }
}

extension Unicode.Scalar {
  /// `U+202E`.
  fileprivate var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// A name as people can safely read it: what is not UTF-8 or misleading is shown as its code.
func printable(_ bytes: [UInt8]) -> String {
  String(decoding: bytes.prefix(300), as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
    text += EntryPath.isMisleading(scalar) ? "<\(scalar.codePoint)>" : String(scalar)
  }
}
