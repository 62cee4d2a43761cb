/// Whether a text is well-formed XML, as far as our documents go: elements, attributes, character data, no more.
struct XMLChecker {
  private var rest: Substring
  private(set) var elements: [String] = []
  private(set) var texts: [String] = []

  /// What is wrong with `text`; nil where it is well-formed.
  static func mistake(in text: String) -> String? {
    var checker = XMLChecker(text)
    return checker.check()
  }

  /// Starts at the first character.
  init(_ text: String) { rest = text[...] }

  /// Reads the whole document.
  mutating func check() -> String? {
    if let control = rest.unicodeScalars.first(where: { !Self.isCharacter($0) }) {
      return "U+\(String(control.value, radix: 16)) is no character of XML"
    }
    var open: [String] = []
    while let start = rest.firstIndex(of: "<") {
      if let mistake = characterData(String(rest[..<start]), isInside: !open.isEmpty) { return mistake }
      guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return "</\(tag.dropFirst())> closes nothing" }
      } else {
        let isEmpty = tag.hasSuffix("/")
        guard let name = (isEmpty ? tag.dropLast() : tag).wholeMatch(of: /([a-z]+)((?: [A-Za-z0-9:-]+="[^"<&]*")*)/)?.1
        else { return "<\(tag)> is not a tag" }
        if open.isEmpty && !elements.isEmpty { return "a second root" }
        elements.append(String(name))
        if !isEmpty { open.append(String(name)) }
      }
    }
    if !open.isEmpty { return "\(open) is not closed" }
    return characterData(String(rest), isInside: false)
  }

  private mutating func characterData(_ text: String, isInside: Bool) -> String? {
    if !isInside, text.contains(where: { !$0.isWhitespace }) { return "text outside the root" }
    let plain = text.replacing(/&(amp|lt|gt|quot);/, with: "")
    if plain.contains("&") || plain.contains(">") { return "a bare & or > in \(text)" }
    if plain.contains(where: { !$0.isWhitespace }) { texts.append(text) }
    return nil
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
