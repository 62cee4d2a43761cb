/// What a symlink says and where it leads.
enum SymlinkTarget {
  /// Checks the text of a symlink: relative, UTF-8, of bounded length, without misleading characters.
  static func checking(_ bytes: [UInt8], limits: ArchiveLimits) -> Result<String, Refusal> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(Refusal(ModelArchiveRules.nameEncoding, "the symlink's target is not valid UTF-8"))
    }
    if text.isEmpty { return .failure(Refusal(ModelArchiveRules.unreadable, "the symlink has no target")) }
    if text.utf8.first == UInt8(ascii: "/") {
      return .failure(
        Refusal(ModelArchiveRules.symlinkOutside, "the symlink leads to the absolute path `\(printable(bytes))`"))
    }
    if text.unicodeScalars.contains(where: EntryPath.isMisleading) {
      return .failure(
        Refusal(ModelArchiveRules.nameCharacters, "the symlink's target `\(printable(bytes))` holds control characters")
      )
    }
    if text.utf8.count > limits.pathBytes {
      return .failure(Refusal(ModelArchiveRules.nameTooLong, "the symlink's target has \(text.utf8.count) bytes"))
    }
    return .success(text)
  }

  /// What is wrong with where it leads; nil for nothing.
  static func judge(_ end: SymlinkEnd, target: String) -> Refusal? {
    switch end {
    case .inside: nil
    case .outside: Refusal(ModelArchiveRules.symlinkOutside, "the symlink to `\(target)` leads out of the model")
    case .dangling: Refusal(ModelArchiveRules.symlinkDangling, "the symlink to `\(target)` leads nowhere")
    }
  }
}
