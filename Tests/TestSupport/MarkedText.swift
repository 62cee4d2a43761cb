public import Findings

/// A text for a test with named places in it, so that tests name places instead of counting lines.
///
/// `name: ⟨here⟩drummer` is the text `name: drummer` with the place `here` at line 1, column 7.
public struct MarkedText: Sendable {
  /// The text without its marks.
  public let text: String
  /// The places by name.
  public let places: [String: TextPosition]

  /// Takes the marks out of a text.
  public init(_ marked: String) {
    var text = ""
    var places: [String: TextPosition] = [:]
    var (line, column) = (1, 1)
    var name: String?
    for scalar in marked.unicodeScalars {
      switch (scalar, name) {
      case ("⟨", nil): name = ""
      case ("⟩", .some(let done)):
        places[done] = TextPosition(line: line, column: column)
        name = nil
      case (_, .some(let begun)): name = begun + String(scalar)
      default:
        text.unicodeScalars.append(scalar)
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      }
    }
    self.text = text
    self.places = places
  }

  /// The text in UTF-8.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// The place with this name; line 0 where the test misspelt it, which equals no place.
  public subscript(_ name: String) -> TextPosition { places[name] ?? TextPosition(line: 0, column: 0) }
}
